"""Reading projects: public list, staff list, one project's file, what is due."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import within
from core.files.models import StoredFile
from core.search.queries import matching
from projects.delivery.models import MicroProject
from projects.delivery.papers import NumberedPaper
from projects.delivery.works import ProgressNote

ProjectRows = QuerySet[MicroProject]
WORDS = ("code", "title", "summary", "place")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty means everything."""

    statuses: Collection[str] = ()
    kind: str = ""
    category: str = ""
    area: Area | None = None
    year: int | None = None
    q: str = ""
    overdue: Any = None  # a moment: only what was due before it
    look_on: dt.date | None = None  # only what somebody should have looked at again by that day


def to_look_at(day: dt.date) -> Q:
    """Projects whose look back, or next look of the upkeep, has fallen due by that day."""
    return Q(look_back__done_on=None, look_back__due_on__lte=day) | Q(
        upkeep__next_on__lte=day, upkeep__until__gte=day
    )


def count_to_look_at(user: User) -> int:
    """How many closed projects wait for a look: as many as the list of them shows."""
    return staff_list(user, Filters(look_on=timezone.localdate())).count()


def narrowed(rows: ProjectRows, filters: Filters) -> ProjectRows:
    """Rows of any list by state, kind, category, area, year of the shortlist, words or number."""
    if filters.statuses:
        rows = rows.filter(status__in=filters.statuses)
    if filters.look_on is not None:
        rows = rows.filter(to_look_at(filters.look_on))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.category:
        rows = rows.filter(category=filters.category)
    if filters.area is not None:
        rows = rows.filter(within([filters.area]))
    if filters.year is not None:
        rows = rows.filter(created_at__year=filters.year)
    if filters.overdue is not None:
        rows = rows.filter(due_at__lt=filters.overdue)
    return matching(rows, filters.q, recheck=WORDS) if filters.q else rows


def public_list(filters: Filters = Filters()) -> ProjectRows:
    """Every project, newest number first; nothing in them is personal."""
    rows = narrowed(MicroProject.objects.all(), filters)
    return rows.select_related("area__community").order_by("-id")


def staff_list(user: User, filters: Filters = Filters()) -> ProjectRows:
    """The projects of the areas one works for, newest number first.

    Those to be looked at again only where looking is one's own work.
    """
    rows = narrowed(MicroProject.objects.in_areas_of(user), filters)
    if filters.look_on is not None:
        rows = rows.filter(within(user.areas_where("projects.run")))
    return rows.select_related("area").order_by("-id")


def with_pictures(notes: Iterable[ProgressNote]) -> list[ProgressNote]:
    """Notes with their `pictures`, in one query for all."""
    found = list(notes)
    label = ProgressNote._meta.label_lower
    by_note: dict[int, list[StoredFile]] = {}
    files = StoredFile.objects.filter(object_type=label, object_id__in=[n.pk for n in found])
    for stored in files.order_by("uploaded_at"):
        by_note.setdefault(stored.object_id or 0, []).append(stored)
    for note in found:
        note._pictures = by_note.get(note.pk, [])  # type: ignore[attr-defined]
    return found


def doubled_papers(project: MicroProject) -> list[tuple[str, MicroProject]]:
    """Numbers of papers of this project that stand with another one too, and that one."""
    doubles = NumberedPaper.objects.filter(repeats__isnull=False)
    rows = doubles.filter(Q(project=project) | Q(repeats__project=project)).order_by("pk")
    found = rows.select_related("project", "repeats__project")
    return [
        (row.number, row.project if first.project_id == project.pk else first.project)
        for row in found
        if (first := row.repeats) is not None
    ]


def or_none(project: MicroProject, name: str) -> Any:
    """The contract or settlement of a project, or None before there is one."""
    return getattr(project, name, None)
