"""Counting what the engine does not: first steps of projects, and the days between them.

A project whose objection was upheld is voted on again; people who read a figure mean projects,
so the first time is counted apart, by kind, by category and by source.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.counters.services import Change, counted, record

STEPS = "project_steps"  # by kind
CATEGORIES = "project_categories"
SOURCES = "project_sources"
SHORTLISTED, PASSED, APPROVED = "shortlisted", "passed", "approved"
STARTED, ACCEPTED, CLOSED = "started", "accepted", "closed"
DAYS_TAKEN = "day_"

# each first step, the column that dates it, and the step its days are counted from
DATED = {
    SHORTLISTED: ("created_at", ""),
    PASSED: ("first_passed_at", "created_at"),
    APPROVED: ("approved_at", "first_passed_at"),
    STARTED: ("started_at", "approved_at"),
    ACCEPTED: ("accepted_at", "started_at"),
    CLOSED: ("closed_at", "accepted_at"),
}


def _days(earlier: dt.datetime | None, later: dt.datetime) -> int | None:
    if earlier is None:
        return None
    return max((timezone.localdate(later) - timezone.localdate(earlier)).days, 0)


def first(project: Any, step: str, only: str = "") -> None:
    """Count a first step on its day, with the days since the step before and the budget.

    `only` keeps to one of the three ways of counting.
    """
    at_column, since_column = DATED[step]
    at = getattr(project, at_column)
    amounts = {"yuan": Decimal(project.budget)}
    days = _days(getattr(project, since_column), at) if since_column else None
    if days is not None:
        amounts[f"{DAYS_TAKEN}{days}"] = Decimal(1)
    day = timezone.localdate(at)
    for kind, facet in (
        (STEPS, project.kind),
        (CATEGORIES, project.category),
        (SOURCES, project.source),
    ):
        if only not in ("", kind):
            continue
        what = counted(str(facet), amounts if kind == STEPS else {"yuan": amounts["yuan"]})
        record(kind, project.area_id, day, [Change(step, what, entered=1)])


def all_steps(projects: Iterable[Any], only: str = "") -> None:
    """For histories written at once: every first step these projects have taken by now."""
    for project in projects:
        for step, (column, _since) in DATED.items():
            if getattr(project, column) is not None:
                first(project, step, only)
