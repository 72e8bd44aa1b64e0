"""Reporting that something was not done or no longer works, and choosing where to look."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from core.lists.text import clean_text
from core.numbers.services import next_code
from core.workflow.engine import start
from projects.delivery import check_telling
from projects.delivery.check_workflow import OPEN
from projects.delivery.checks import SiteCheck
from projects.delivery.models import MicroProject
from projects.delivery.versions import PROJECTS


def can_be_reported(project: MicroProject) -> bool:
    """From the day work began there is something that can be missing or broken."""
    return project.started_at is not None


def report(
    project: MicroProject,
    *,
    by: User | None,
    matter: str,
    text: str,
    contact_name: str = "",
    contact_phone: str = "",
    channel: str = "web",
) -> SiteCheck:
    """Anybody reports what is wrong with a project; text, name and phone are encrypted.

    Raises ValidationError by field. Whoever calls limits how often one address may.
    """
    if not can_be_reported(project):
        raise ValidationError(_("Work has not begun yet. If something is wrong, please call us."))
    text = clean_text(text, lines=True)
    if not text:
        raise ValidationError({"text": _("Please say what you see there.")})
    return open_check(
        project,
        by=by,
        origin=SiteCheck.Origin.REPORT,
        matter=matter,
        text=text,
        contact_name=clean_text(contact_name),
        contact_phone=contact_phone.strip(),
        channel=channel,
    )


def spot_check(project: MicroProject, *, by: User) -> SiteCheck:
    """The supervision committee or an auditor has a look of their own, unasked.

    Raises PermissionDenied; ValidationError when one is under way.
    """
    if not by.can("projects.spot_check", project.area):
        raise PermissionDenied
    if not can_be_reported(project):
        raise ValidationError(_("Work has not begun yet. If something is wrong, please call us."))
    if project.checks.filter(origin=SiteCheck.Origin.SPOT, status__in=OPEN).exists():
        raise ValidationError(_("A spot check is already under way."))
    return open_check(project, by=by, origin=SiteCheck.Origin.SPOT, matter=SiteCheck.Matter.OTHER)


@transaction.atomic
def open_check(
    project: MicroProject, *, by: User | None, channel: str = "web", **fields: Any
) -> SiteCheck:
    """A new check, with those who look told. Raises ValidationError by field."""
    area = project.area
    check = SiteCheck(
        area=area, code=next_code(area, series="HC"), project=project, reporter=by, **fields
    )
    check.clean_fields(exclude=["area", "project", "status", "status_since", "counted", "reporter"])
    start(check, by=by, channel=channel)
    check_telling.lookers(check)
    bump(PROJECTS)
    return check
