"""Words and links of pages about money."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.ui.nav import url_or_nothing
from core.ui.templatetags.ui import chip
from projects.funding.caps import CapException
from projects.funding.exporting import role_name as named

register = template.Library()
TONES = {"": "warn", "approved": "ok", "declined": "neutral"}


@register.filter
def role_name(role: str) -> str:
    """The role in which an entry was written, for people."""
    return named(role)


@register.simple_tag
def decision(row: CapException) -> SafeString:
    """What was said to a request for more than the cap."""
    return chip(row.get_decision_display(), TONES[row.decision])


@register.simple_tag
def project_link(project: Any) -> SafeString:
    """The project's title, leading to its public page once there is one."""
    url = url_or_nothing("disclosure:project", project.code)
    if not url:
        return format_html("{}", project.title)
    return format_html('<a href="{}">{}</a>', url, project.title)
