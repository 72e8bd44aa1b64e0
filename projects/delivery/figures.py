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
from core.workflow.models import TransitionRecord

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
    # an emergency is approved before its vote: no days lie between
    if earlier is None or earlier > later:
        return None
    return (timezone.localdate(later) - timezone.localdate(earlier)).days


def first(
    project: Any, step: str, only: str = "", budget: Decimal | None = None, *, sign: int = 1
) -> None:
    """Count a first step on its day, with the days since the step before; the approval with the
    budget of that day, whatever is agreed later.

    `only` keeps to one of the three ways of counting.
    """
    at_column, since_column = DATED[step]
    at = getattr(project, at_column)
    yuan = Decimal(project.budget) if budget is None else budget
    amounts = {"yuan": yuan} if step == APPROVED else {}
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
        plain = {name: n for name, n in amounts.items() if name == "yuan"}
        what = counted(str(facet), amounts if kind == STEPS else plain)
        record(kind, project.area_id, day, [Change(step, what, entered=sign)])


def taken(project: Any, sign: int) -> None:
    """Count every first step taken so far once more (1), or take it off again (-1).

    For an edit of what a project counts as: off before, on again after.
    """
    for step, (column, _since) in DATED.items():
        if getattr(project, column) is not None:
            budget = approved_budget(project) if step == APPROVED else None
            first(project, step, budget=budget, sign=sign)


def all_steps(projects: Iterable[Any], only: str = "") -> None:
    """For histories written at once: every first step these projects have taken by now."""
    for project in projects:
        for step, (column, _since) in DATED.items():
            if getattr(project, column) is not None:
                first(project, step, only, approved_budget(project) if step == APPROVED else None)


def approved_budget(project: Any) -> Decimal:
    """The budget on the day of approval, from the log; changes agreed later came after it."""
    agreed = project.changes.filter(outcome="agreed").order_by("pk").first()
    if agreed is None:
        return Decimal(project.budget)
    log = TransitionRecord.objects.filter(
        kind="project", object_id=project.pk, name__in=("approve", "approve_first")
    )
    written = log.values_list("data__budget", flat=True).first()
    return Decimal(written or project.budget)
