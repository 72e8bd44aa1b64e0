"""The minutes: written from what the evening left behind, then a person's own text."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.ui.formatting import exact_money
from core.workflow.errors import Refused
from projects.councils.meetings.models import AgendaItem, Meeting
from projects.councils.meetings.queries import present_count
from projects.councils.rules import require
from projects.councils.telling import when


def drafted(meeting: Meeting) -> str:
    """A first text with everything the portal knows: who came is a number, no names."""
    lines = [
        f"{meeting.title} ({meeting.code})",
        _("{when}, {place}").format(when=when(meeting.starts_at), place=meeting.place),
        _("{here} of {members} members came.").format(
            here=present_count(meeting), members=meeting.members_in_office or 0
        ),
        "",
    ]
    for item in meeting.agenda.prefetch_related("motions__recusals", "motions__project"):
        lines.append(f"{item.position}. {item.title}")
        if item.note:
            lines.append(item.note)
        lines.extend(said(motion) for motion in item.motions.all())
        lines.append("")
    return "\n".join(lines).strip()


def said(motion: Any) -> str:
    """One motion and its answer in a sentence."""
    if not motion.outcome:
        return _("Motion: {text} – not decided yet.").format(text=motion.text)
    if motion.outcome not in ("passed", "failed"):
        return _("Motion: {text} – withdrawn.").format(text=motion.text)
    parts = [
        _("Motion: {text} – {outcome}. For {yes}, against {no}, abstained {rest}.").format(
            text=motion.text,
            outcome=motion.get_outcome_display(),
            yes=motion.in_favour,
            no=motion.against,
            rest=motion.abstained,
        )
    ]
    if motion.recused:
        parts.append(_("{count} stepped out.").format(count=motion.recused))
    if motion.budget is not None and motion.outcome == "passed":
        parts.append(_("The budget is now {amount}.").format(amount=exact_money(motion.budget)))
    return " ".join(parts)


@transaction.atomic
def write_minutes(meeting: Meeting, *, by: User | None, text: str) -> None:
    """Keep the text until it is published; afterwards it stays as it is. Raises Refused."""
    require(by, meeting.area)
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.status not in ("in_session", "closed"):
        raise Refused(_("These minutes can no longer be changed."))
    row.minutes = text.strip()
    row.save(update_fields=["minutes"])
    meeting.minutes = row.minutes


def note_item(item: AgendaItem, *, by: User | None, text: str) -> None:
    """What was said on one item, until the minutes are published. Raises Refused."""
    require(by, item.meeting.area)
    if item.meeting.status not in ("called", "in_session", "closed"):
        raise Refused(_("These minutes can no longer be changed."))
    item.note = text.strip()
    item.save(update_fields=["note"])
