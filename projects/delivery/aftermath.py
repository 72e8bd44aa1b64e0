"""What came after the work, for file and public page: panel, changes, voices, upkeep."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.accounts.models import User
from core.counters.metrics import SMALL_CELL
from core.files.models import StoredFile
from projects.delivery.acceptances import Acceptance
from projects.delivery.checks import SiteCheck
from projects.delivery.models import MicroProject
from projects.delivery.queries import or_none
from projects.delivery.ratings import SATISFIED, Rating
from projects.delivery.services.accepting import RECEIVING
from projects.delivery.services.checking import can_be_reported
from projects.delivery.splitting import flags_about


@dataclass(frozen=True)
class Voices:
    """What residents said of one project. Fewer than five are not told apart in public."""

    total: int
    entered: int  # of them by staff for others
    counts: tuple[tuple[str, int], ...]  # label and how many, the best first
    satisfied: Decimal | None  # percent
    not_there: int

    @property
    def is_shown(self) -> bool:
        return self.total >= SMALL_CELL


def voices_of(project: MicroProject) -> Voices:
    """One query."""
    rows = list(project.ratings.values_list("score", "channel", "delivered"))
    tally = Counter(score for score, _channel, _delivered in rows)
    good = sum(n for score, n in tally.items() if score >= SATISFIED)
    return Voices(
        total=len(rows),
        entered=sum(channel != Rating.Channel.WEB for _score, channel, _delivered in rows),
        counts=tuple((str(s.label), tally[s.value]) for s in Rating.Score),
        satisfied=(Decimal(good * 100) / len(rows)).quantize(Decimal(1)) if rows else None,
        not_there=sum(said == Rating.Delivered.NO for _score, _channel, said in rows),
    )


def with_their_pictures(sheets: Iterable[Acceptance]) -> list[Acceptance]:
    """Sheets with their pictures, in one query for all."""
    found = list(sheets)
    files = StoredFile.objects.filter(
        object_type=Acceptance._meta.label_lower, object_id__in=[s.pk for s in found]
    )
    of_sheet: dict[int, list[StoredFile]] = {}
    for stored in files.order_by("uploaded_at"):
        of_sheet.setdefault(stored.object_id or 0, []).append(stored)
    for sheet in found:
        sheet._pictures = of_sheet.get(sheet.pk, [])  # type: ignore[attr-defined]
    return found


def late_ratification(project: MicroProject) -> bool:
    """An emergency whose vote and notice should have been there by now."""
    missing = project.voted_at is None or project.notice_ended_at is None
    today = timezone.localdate()
    return bool(
        project.is_emergency and missing and project.ratify_by and project.ratify_by < today
    )


def _receipts(project: MicroProject) -> list[tuple[str, int]]:
    rows = project.receipts.values_list("item_name", flat=True)
    return sorted(Counter(rows).items())


def extras_of(project: MicroProject) -> dict[str, Any]:
    """For everybody: no name, no phone. The number of queries is fixed."""
    return {
        "receipts": _receipts(project),
        "changes": list(project.changes.all()),
        "late_ratification": late_ratification(project),
        "may_confirm": project.kind == "goods" and project.status in RECEIVING,
    }


def after_of(project: MicroProject, user: User) -> dict[str, Any]:
    """For the file: the open sheet too, and what this person may do."""
    sheets = project.acceptances.prefetch_related("lines", "members")
    runs = user.can("projects.run", project.area)
    reviews = user.can("projects.review", project.area)
    upkeep, look_back = or_none(project, "upkeep"), or_none(project, "look_back")
    flags = list(flags_about(project))
    looks_after = runs and project.status == "closed"
    return {
        **extras_of(project),
        "voices": voices_of(project),
        "upkeep": upkeep,
        "visits": list(upkeep.visits.all()[:5]) if upkeep else [],
        "look_back": look_back,
        "visit_is_due": looks_after and upkeep is not None and upkeep.is_due,
        "look_back_is_due": looks_after and look_back is not None and look_back.is_due,
        "flags": flags,
        "split_first": project.approved_at is None and any(not flag.verdict for flag in flags),
        "may_rate": project.status == "evaluating",
        "sheets": with_their_pictures(sheets),
        "elsewhere": _declared(project),
        "all_checks": list(project.checks.order_by("-pk")),
        "may_fill": project.status == "acceptance_pending"
        and user.can("projects.accept", project.area),
        "may_hand_out": runs and project.status in RECEIVING,
        "may_enter_rating": (runs or reviews) and project.status == "evaluating",
        "may_look_after": looks_after,
        "may_answer_flags": user.can("projects.approve", project.area),
        "may_spot_check": user.can("projects.spot_check", project.area)
        and can_be_reported(project)
        and not project.checks.filter(
            origin=SiteCheck.Origin.SPOT, status__in=("filed", "looking", "mending")
        ).exists(),
    }


def _declared(project: MicroProject) -> list[Any]:
    """What the screeners found out about other money for the same thing (DOMAIN 1.5)."""
    rows = project.proposals.filter(screening__isnull=False).select_related("screening")
    return [proposal.screening for proposal in rows if proposal.screening.funded_note]
