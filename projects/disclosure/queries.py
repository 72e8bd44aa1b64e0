"""Reading projects for everybody: lists with their money, what can be objected to now."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, F, Q, QuerySet

from core.areas.models import Area
from core.areas.scope import within
from projects.councils.ballots.models import Ballot
from projects.delivery.kinds import ProjectKind
from projects.delivery.models import MicroProject
from projects.delivery.public_notices import PublicNotice
from projects.delivery.queries import Filters, narrowed
from projects.disclosure.stages import IN_NOTICE, OF_STATE
from projects.funding.queries import of_projects
from projects.proposals.calls import CallForProposals
from projects.proposals.queries import open_calls as calls_here
from projects.proposals.supporters import Supporter

LIST_COLUMNS = (
    *("code", "title", "summary", "kind", "category", "status", "budget", "place"),
    *("is_emergency", "is_fast_track", "created_at", "status_since"),
    *("area__name", "area__level", "area__community__name"),
)
KIND_LABELS = dict(ProjectKind.choices)  # asked once: Django sorts them anew for each row
TONES = {"works": "amber", "goods": "blue", "services": "green"}
EVERYTHING = Filters()
MOST_PLACES = 500  # pins a phone still draws at once


def project_list(filters: Filters = EVERYTHING) -> QuerySet[MicroProject]:
    """Projects as anybody may read them, newest first by id."""
    rows = narrowed(MicroProject.objects.all(), filters)
    return rows.select_related("area__community").only(*LIST_COLUMNS).order_by("-id")


def with_money(projects: Iterable[MicroProject]) -> list[MicroProject]:
    """Rows with `money` (funding.queries.Amounts), `stage`, `tone`, `kind_label`: one query."""
    rows = list(projects)
    money = of_projects([row.pk for row in rows]) if rows else {}
    for row in rows:
        row.money = money[row.pk]  # type: ignore[attr-defined]
        row.stage = OF_STATE[row.status]  # type: ignore[attr-defined]
        row.tone = TONES[row.kind]  # type: ignore[attr-defined]
        row.kind_label = KIND_LABELS[row.kind]  # type: ignore[attr-defined]
    return rows


def on_map(filters: Filters = EVERYTHING) -> list[MicroProject]:
    """Projects with a point on the map, newest first, one more than are drawn."""
    rows = project_list(filters).filter(longitude__isnull=False, latitude__isnull=False)
    return list(rows.only(*LIST_COLUMNS, "longitude", "latitude")[: MOST_PLACES + 1])


def _of(area: Area | None) -> Q:
    return within([area]) if area is not None else Q()


def in_notice(area: Area | None, count: int = 3) -> list[PublicNotice]:
    """Notices that are up, those that end first in front, with their projects."""
    rows = PublicNotice.objects.filter(ended_at=None, project__status__in=IN_NOTICE)
    if area is not None:
        rows = rows.filter(within([area], prefix="project__"))
    return list(
        rows.select_related("project__area__community").order_by(F("ends").asc(nulls_last=True))[
            :count
        ]
    )


def open_ballots(area: Area | None, count: int = 3) -> list[Ballot]:
    """Votes one can take part in now, those that close first in front."""
    rows = Ballot.objects.filter(_of(area), status="open").select_related("area")
    return list(rows.order_by("closes_at", "id")[:count])


def open_calls(area: Area, count: int = 3) -> list[CallForProposals]:
    """Calls a resident of this area can answer today."""
    return list(calls_here(area)[:count])


def support_of(projects: Sequence[int]) -> dict[int, tuple[int, int]]:
    """(people behind each project, those of them whom staff wrote down); one query for all."""
    counted = Supporter.objects.filter(
        counted_in__project__in=projects, counted_in__merged_into__isnull=True
    )
    rows = (
        counted.order_by()
        .values_list("counted_in__project")
        .annotate(people=Count("pk"), paper=Count("pk", filter=Q(by_staff=True)))
    )
    return {project: (people, paper) for project, people, paper in rows}
