"""What becomes of a project when the work is done: panel, ratings, upkeep, checks, look back.

Parts and counts only: no name of a panel member, no comment of a rating, no report's own words.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from core.counters.metrics import SMALL_CELL
from projects.delivery.acceptances import Acceptance, PanelMember
from projects.delivery.checks import SiteCheck
from projects.delivery.models import MicroProject
from projects.delivery.queries import or_none
from projects.delivery.ratings import SATISFIED, Rating
from projects.delivery.upkeeps import LookBack, Upkeep

CHECKS = 10
VISITS = 5


@dataclass(frozen=True)
class Satisfaction:
    """What residents said in numbers; `shown` from five ratings on, so that nobody is told."""

    count: int
    satisfied: int
    as_announced: int
    entered: int  # of all by staff, for people on the telephone or on paper

    @property
    def shown(self) -> bool:
        return self.count >= SMALL_CELL

    @property
    def percent(self) -> int:
        return round(self.satisfied * 100 / self.count) if self.count else 0


def satisfaction_of(project: MicroProject) -> Satisfaction:
    """All ratings of a project in one query."""
    found = Rating.objects.filter(project=project).aggregate(
        count=Count("pk"),
        satisfied=Count("pk", filter=Q(score__gte=SATISFIED)),
        as_announced=Count("pk", filter=Q(delivered="yes")),
        entered=Count("pk", filter=~Q(channel=Rating.Channel.WEB)),
    )
    return Satisfaction(**found)


@dataclass(frozen=True)
class Panel:
    """One sitting: how many sat on it for whom, and what they found."""

    acceptance: Acceptance
    parts: list[tuple[Any, int]]
    lines: int
    defects: int


def panels_of(project: MicroProject) -> list[Panel]:
    """Sittings that are decided, newest first; two queries."""
    decided = Acceptance.objects.filter(project=project).exclude(outcome="")
    rows = decided.annotate(
        lines_seen=Count("lines"), defects_seen=Count("lines", filter=Q(lines__ok=False))
    )
    found = list(rows.order_by("-pk"))
    parts: dict[int, dict[str, int]] = {}
    members = PanelMember.objects.filter(acceptance__project=project).order_by("pk")
    for acceptance, part in members.values_list("acceptance", "part"):
        sitting = parts.setdefault(acceptance, {})
        sitting[part] = sitting.get(part, 0) + 1
    labels = dict(PanelMember.Part.choices)
    return [
        Panel(
            row,
            [(labels[part], n) for part, n in parts.get(row.pk, {}).items()],
            row.lines_seen,
            row.defects_seen,
        )
        for row in found
    ]


def checks_of(project: MicroProject) -> list[SiteCheck]:
    """Looks at the thing, newest first, with staff's neutral words and the answer."""
    rows = SiteCheck.objects.filter(project=project).order_by("-pk")
    return list(
        rows.only("matter", "origin", "gist", "finding", "answer", "answered_at", "created_at")[
            :CHECKS
        ]
    )


def after_of(project: MicroProject) -> dict[str, Any]:
    """The part of the page's context about the time after the work. Five queries, and one each for
    upkeep and look back unless the project came with them."""
    upkeep: Upkeep | None = or_none(project, "upkeep")
    look_back: LookBack | None = or_none(project, "look_back")
    return {
        "panels": panels_of(project),
        "satisfaction": satisfaction_of(project),
        "upkeep": upkeep,
        "visits": list(upkeep.visits.all()[:VISITS]) if upkeep else [],
        "checks": checks_of(project),
        "look_back": look_back if look_back and look_back.done_on else None,
    }
