"""Opening states in templates: `{% load directory %}{% open_chip state %}`."""

from django import template
from django.utils.safestring import SafeString

from centres.directory.hours import OpenState
from centres.directory.queries import Near
from centres.directory.wording import Words, how_far, spans_text, words_for
from core.ui.templatetags.ui import chip

register = template.Library()


@register.simple_tag
def open_chip(state: OpenState) -> SafeString:
    """Open, closed or on a break: tone, icon and words."""
    return chip(words_for(state).label, state.tone, sign="check" if state.is_open else "clock")


@register.filter
def open_words(state: OpenState) -> Words:
    return words_for(state)


@register.filter
def clock_spans(spans: tuple) -> str:
    return spans_text(spans)


@register.filter
def tel(number: str) -> str:
    """A number as a tel: address takes it."""
    return "".join(c for c in number if c.isdigit() or c == "+")


@register.filter("how_far")
def near_words(near: Near) -> str:
    return how_far(near.metres, near.minutes)
