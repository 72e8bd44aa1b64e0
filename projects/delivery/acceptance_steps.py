"""What the panel's steps ask for, and what they do: accept, have it put right (DOMAIN 1.3, 1.5)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.files.models import StoredFile
from core.workflow.table import Call, Refused
from projects.delivery import work_effects
from projects.delivery.separation import panel_stands_apart

OUTSIDE = frozenset({"subdistrict", "engineer", "supervision"})
LONGEST_MENDING = dt.timedelta(days=366)


def open_sheet(project: Any) -> Any:
    """The sheet the panel fills in now, or None."""
    return project.acceptances.filter(outcome="").first()


def _sheet(project: Any) -> Any:
    sheet = open_sheet(project)
    if sheet is None:
        raise Refused(_("Please fill in the acceptance sheet first."))
    return sheet


def panel_is_whole(project: Any, call: Call) -> None:
    """Enough members, residents among them, somebody from outside the community that bought;
    all have signed, and none of them proposed, screened, approved or paid."""
    members = list(_sheet(project).members.select_related("user"))
    rules = project.rules
    if len(members) < rules.panel:
        said = ngettext(
            "The panel needs at least {n} member.",
            "The panel needs at least {n} members.",
            rules.panel,
        )
        raise Refused(said.format(n=rules.panel))
    if sum(member.part == "resident" for member in members) < rules.panel_residents:
        said = ngettext(
            "At least {n} resident belongs to the panel.",
            "At least {n} residents belong to the panel.",
            rules.panel_residents,
        )
        raise Refused(said.format(n=rules.panel_residents))
    if not any(member.part in OUTSIDE for member in members):
        raise Refused(
            _("The community that bought it does not accept alone: somebody from outside it.")
        )
    if not all(member.signed for member in members):
        raise Refused(_("Every member of the panel has to sign."))
    panel_stands_apart(project, [(m.name, m.part, m.user) for m in members])


def every_line_is_in_order(project: Any, call: Call) -> None:
    """Every item was counted and is in order; works are shown, goods confirmed by recipients."""
    sheet = _sheet(project)
    lines = list(sheet.lines.all())
    if not lines or any(line.ok is None for line in lines):
        raise Refused(_("Please go through every line of the sheet."))
    if any(not line.ok for line in lines):
        raise Refused(_("Not every line is in order. It has to be put right first."))
    if project.kind == "works" and not has_picture(sheet):
        raise Refused(_("Works are accepted with a picture of the thing."))
    if project.kind == "goods":
        _recipients_confirmed(project, lines)


def _recipients_confirmed(project: Any, lines: Sequence[Any]) -> None:
    confirmed = set(project.receipts.values_list("item_name", flat=True))
    for line in lines:
        if line.name not in confirmed:
            said = _("No recipient has confirmed “{item}” yet.")
            raise Refused(said.format(item=line.name))


def pictures_of(sheet: Any) -> QuerySet[StoredFile]:
    """The pictures on a sheet."""
    return StoredFile.objects.filter(object_type=sheet._meta.label_lower, object_id=sheet.pk)


def has_picture(sheet: Any) -> bool:
    return pictures_of(sheet).exists()


def no_split_is_open(project: Any, call: Call) -> None:
    """A suspected split is answered before anybody says that the work is done."""
    for flags in (project.splitting_flags, project.splitting_flags_of_later):
        if flags.filter(verdict="").exists():
            raise Refused(_("A suspected split with another project waits for its answer."))


def something_is_wrong(project: Any, call: Call) -> None:
    """What has to be put right stands on the sheet, with the day by which."""
    if not _sheet(project).lines.filter(ok=False).exists():
        raise Refused(_("Please say on the sheet which line is not in order."))
    by, today = call.data.get("rectify_by"), timezone.localdate(call.at)
    if by is None:
        raise Refused(_("Please enter the day by which it is to be put right."), field="rectify_by")
    if by <= today:
        raise Refused(_("Please choose a day after today."), field="rectify_by")
    if by > today + LONGEST_MENDING:
        raise Refused(_("Please choose a day within the next year."), field="rectify_by")


def accept(project: Any, call: Call) -> dict[str, Any]:
    """Close the sheet; from here on nothing on it changes."""
    sheet = _sheet(project)
    sheet.outcome, sheet.decided_at = "accepted", call.at
    sheet.save(update_fields=["outcome", "decided_at"])
    work_effects.accept(project, call)
    return {"sheet": sheet.pk, "panel": sheet.members.count()}


def require_rectification(project: Any, call: Call) -> dict[str, Any]:
    """Close the sheet with the list of what is wrong and the day; the next look gets a new one."""
    sheet = _sheet(project)
    sheet.outcome, sheet.decided_at = "rectify", call.at
    sheet.rectify_by = call.data["rectify_by"]
    sheet.save(update_fields=["outcome", "decided_at", "rectify_by"])
    return {"sheet": sheet.pk, "until": sheet.rectify_by.isoformat()}
