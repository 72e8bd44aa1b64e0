"""Everything the public page of one project tells. The number of queries never grows.

Only public words: a proposal's own text, an objection's own text, names and phones are not read.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from centres.directory.queries import centre_of
from core.areas.calendar import is_working_day, working_days_between
from core.workflow.queries import Step, timeline
from projects.councils.meetings.models import Motion
from projects.delivery.aftermath import extras_of, with_their_pictures
from projects.delivery.contracts import Contract
from projects.delivery.models import MicroProject
from projects.delivery.paid_lines import paid_lines_of
from projects.delivery.public_notices import Objection, PublicNotice
from projects.delivery.queries import or_none, with_pictures
from projects.delivery.works import ProgressNote
from projects.disclosure.queries import support_of
from projects.disclosure.stages import OF_STATE, WAY, Stage
from projects.funding.queries import Amounts, gifts_of, of_project

# steps whose reason staff write for everybody; an objection's own words are never shown
TOLD_WHY = frozenset(
    (
        *("take_off_agenda", "uphold", "return_it", "reject", "approve_first", "suspend"),
        *("request_change", "refuse_change", "require_rectification", "withdraw", "terminate"),
        *("keep_retention", "record_refund"),
    )
)
NOTES = 30


@dataclass(frozen=True)
class Mark:
    """One stage of the way as this project has passed it: done, now, next; or it ended there."""

    stage: Stage
    state: str


def way_of(project: MicroProject) -> list[Mark]:
    """The five stages; one that was stopped has none "now"."""
    here = OF_STATE[project.status].number
    if not here:
        here = 3 if project.approved_at else 1
        return [Mark(s, "done" if s.number < here else "next") for s in WAY]
    done = project.status == "closed"
    owed = _owed(project)
    return [
        Mark(s, "now")
        if s.number == here and not done
        else Mark(s, "done" if s.number <= here and s.number not in owed else "next")
        for s in WAY
    ]


def _owed(project: MicroProject) -> set[int]:
    """Stages an emergency has passed over and must make good: the vote, and the notice."""
    if not project.is_emergency:
        return set()
    vote, notice = project.voted_at is None, project.notice_ended_at is None
    return {number for number, missing in ((1, vote), (2, notice)) if missing}


def told(project: MicroProject) -> list[dict[str, Any]]:
    """The way so far as a parcel's, newest first."""
    return [_line(step) for step in timeline(project)]


def _line(step: Step) -> dict[str, Any]:
    record = step.record
    return {
        "title": step.said,
        "at": record.at,
        "note": record.note if record.name in TOLD_WHY else "",
        "state": "now" if step.now else "done",
    }


def _notices(project: MicroProject) -> list[PublicNotice]:
    """With their objections in staff's neutral words; the objectors' own stay in the database."""
    public = Objection.objects.only("notice_id", "at", "gist", "answer", "answered_at", "upheld")
    rows = project.public_notices.prefetch_related(Prefetch("objections", public.order_by("pk")))
    return list(rows.order_by("-pk"))


def _motions(project: MicroProject) -> list[Motion]:
    rows = project.motions.filter(decided_at__isnull=False).select_related("meeting__charter")
    found = list(rows.order_by("-decided_at", "-pk"))
    for motion in found:
        charter, members = motion.meeting.charter, motion.meeting.members_in_office or 0
        motion.least = charter.quorum.least(members) if charter else 0  # type: ignore[attr-defined]
    return found


def _ballots(project: MicroProject) -> list[Any]:
    """Where residents vote on it, or voted; never a draft."""
    rows = project.ballot_items.filter(ballot__status__in=("open", "closed", "published"))
    return list(rows.select_related("ballot").order_by("-pk"))


def _proposals(project: MicroProject) -> list[Any]:
    rows = project.proposals.in_public().order_by("pk")
    return list(rows.only("code", "public_title", "project"))


@dataclass(frozen=True)
class Bar:
    """One amount beside the budget, in yuan, with what it means."""

    label: Any
    amount: Any
    definition: Any


def bars_of(project: MicroProject, money: Amounts, contract: Contract | None = None) -> list[Bar]:
    """From the budget to what is paid, as the ledger has it."""
    said = _("What the council agreed to, with what others add.")
    bars = [Bar(_("Budget"), project.budget, said)]
    if money.bound:
        said = _("Public money set aside at the approval and not given back since.")
        bars.append(Bar(pgettext_lazy("money", "Set aside"), money.bound, said))
    if contract is not None:
        said = _("The contract as signed, with agreed changes; the final cost may be lower.")
        bars.append(Bar(_("Under contract"), contract.amount, said))
    if money.contract_sum or money.paid:
        said = _("Public money that has left, less what came back.")
        bars.append(Bar(_("Paid"), money.paid, said))
    return bars


def days_left(notice: PublicNotice) -> int:
    """Working days until the notice ends, today included; what is left while it stands still."""
    if notice.ends is None:
        return int(notice.days_left or 0)
    today = timezone.localdate()
    counted = today <= notice.ends and is_working_day(today)
    return max(working_days_between(today, notice.ends), 0) + int(counted)


def story_of(project: MicroProject) -> dict[str, Any]:
    """The context of the page; a project that came with its contract and settlement saves two."""
    notices = _notices(project)
    up = next((n for n in notices if n.ended_at is None), None)
    money: Amounts = of_project(project)
    people, paper = support_of([project.pk]).get(project.pk, (0, 0))
    contract: Contract | None = or_none(project, "contract")
    notes: list[ProgressNote] = with_pictures(project.progress_notes.all()[:NOTES])
    return {
        "project": project,
        "aftermath": extras_of(project),
        "way": way_of(project),
        "stage": OF_STATE[project.status],
        "steps": told(project),
        "people": people,
        "paper": paper,
        "proposals": _proposals(project),
        "motions": _motions(project),
        "ballots": _ballots(project),
        "notices": notices,
        "notice": up,
        "days_left": days_left(up) if up else 0,
        "may_object": up is not None and (up.purpose == "late" or project.status in OBJECTED),
        "money": money,
        "paid_lines": paid_lines_of(project),
        "bars": bars_of(project, money, contract),
        "most": max(project.budget, money.bound, contract.amount if contract else 0),
        "contributions": list(gifts_of(project)),
        "over_cap": [x for x in project.cap_exceptions.all() if x.decision == "approved"],
        "offers": project.quotations.count() if contract else 0,
        "contract": contract,
        "settlement": or_none(project, "settlement"),
        "milestones": list(project.milestones.all()),
        "notes": notes,
        "before": _pictures(notes, "before"),
        "after": _pictures(notes, "after") or _panels_pictures(project),
        "centre": centre_of(project.area.community or project.area),
    }


def _panels_pictures(project: MicroProject) -> list[Any]:
    """What the panel photographed, where nobody else showed the finished thing."""
    if project.accepted_at is None:
        return []
    sheets = with_their_pictures(project.acceptances.filter(outcome="accepted"))
    return [(sheet, picture) for sheet in sheets for picture in sheet.pictures]


OBJECTED = ("public_notice", "objected")


def _pictures(notes: list[ProgressNote], stage: str) -> list[Any]:
    return [(note, picture) for note in notes if note.stage == stage for picture in note.pictures]
