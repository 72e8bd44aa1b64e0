"""What hangs on a project from the work on: progress, panel, settlement, ratings, upkeep."""

from collections.abc import Sequence
from decimal import Decimal

from benchmark.bulk import DAY, ITEMS, Projects, moment_of, put
from core.accounts.models import User
from projects.delivery.acceptances import Acceptance, AcceptanceLine, PanelMember
from projects.delivery.models import MicroProject
from projects.delivery.ratings import Rating
from projects.delivery.settlements import Settlement
from projects.delivery.upkeeps import LookBack, Upkeep, UpkeepVisit
from projects.delivery.works import Milestone, ProgressNote

RATINGS = 6


def write_works(projects: Projects) -> None:
    put(
        Milestone,
        (
            Milestone(
                project=p,
                title=title,
                due_on=moment_of(p.started_at).date() + days * DAY,
                reached_on=moment_of(p.started_at).date() + days * DAY if p.accepted_at else None,
            )
            for p in projects
            for title, days in (("进场", 2), ("主体完成", 20), ("收尾", 40))
        ),
    )
    put(
        ProgressNote,
        (
            ProgressNote(
                project=p,
                stage=stage,
                on=moment_of(p.started_at).date() + no * DAY,
                text=f"{p.title}的第 {no} 次记录。",
                percent=min(no * 25, 100),
            )
            for p in projects
            for no, stage in enumerate(("before", "during", "during", "after"), 1)
        ),
    )


def write_panels(projects: Projects) -> None:
    """Four people looked at three items and found them in order."""
    sheets = put(
        Acceptance,
        (
            Acceptance(
                project=p,
                on=moment_of(p.accepted_at).date(),
                outcome="accepted",
                decided_at=p.accepted_at,
            )
            for p in projects
        ),
    )
    parts = ("community", "subdistrict", "engineer", "resident")
    put(
        PanelMember,
        (
            PanelMember(acceptance=sheet, name="验收人", part=part, signed=True)
            for sheet in sheets
            for part in parts
        ),
    )
    put(
        AcceptanceLine,
        (
            AcceptanceLine(
                acceptance=sheet, position=n, name=name, unit="项", agreed=1, found=1, ok=True
            )
            for sheet in sheets
            for n, name in enumerate(ITEMS, 1)
        ),
    )
    cent = Decimal("0.01")
    settled = [p for p in projects if p.status in ("settled", "evaluating", "closed")]
    put(
        Settlement,
        (
            Settlement(
                project=p,
                final=(p.budget * Decimal("0.94")).quantize(cent),
                reduction=(p.budget * Decimal("0.06")).quantize(cent),
                reason="少做了一段。",
                retention=(p.budget * Decimal("0.02")).quantize(cent),
                retention_until=moment_of(p.accepted_at).date() + 365 * DAY,
            )
            for p in settled
        ),
    )


def write_after(projects: Projects, voters: Sequence[User]) -> None:
    """Six residents' word, an office that looks after it, and the look back."""
    put(
        Rating,
        (
            Rating(
                project=p,
                user=voters[(n * RATINGS + k) % len(voters)],
                score=5 - k % 3,
                delivered="yes",
            )
            for n, p in enumerate(projects)
            for k in range(RATINGS)
        ),
    )
    duties = put(Upkeep, (_upkeep(p) for p in projects))
    put(UpkeepVisit, (UpkeepVisit(upkeep=u, on=u.since + 90 * DAY) for u in duties))
    put(
        LookBack,
        (
            LookBack(
                project=p,
                due_on=moment_of(p.closed_at).date() + 90 * DAY,
                works=True,
                use="much",
                text="每天都有人用。",
                done_on=moment_of(p.closed_at).date() + 90 * DAY,
            )
            for p in projects
        ),
    )


def _upkeep(project: MicroProject) -> Upkeep:
    closed = moment_of(project.closed_at).date()
    return Upkeep(
        project=project,
        who=project.responsible,
        phone=project.supervision_phone,
        every_months=6,
        since=closed,
        until=closed + 3 * 365 * DAY,
        next_on=closed + 180 * DAY,
    )
