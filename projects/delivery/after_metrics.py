"""The figures of what comes after the work: satisfaction, changes, reports, splits."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import within
from core.counters.metrics import Metric, counted, declare, share
from core.counters.units import Unit
from projects.delivery import change_steps, check_workflow
from projects.delivery.changes import ChangeRequest
from projects.delivery.checks import SiteCheck
from projects.delivery.metrics import _kinds, span
from projects.delivery.models import MicroProject
from projects.delivery.ratings import SATISFIED, Rating
from projects.delivery.services import rating

RATED = (rating.SATISFIED_STATE, rating.SO_SO, rating.DISSATISFIED)


def _of_projects(
    model: type[Any],
    field: str,
    more: dict[str, Any],
    area: Area,
    since: dt.date,
    until: dt.date,
    user: User,
) -> QuerySet[Any]:
    """The rows counted, each with its project; several of one project stand several times."""
    start, end = span(since, until)
    projects = MicroProject.objects.in_areas_of(user).within(area)
    rows: QuerySet[Any] = model._default_manager.filter(project__in=projects, **more)
    return rows.filter(**{f"{field}__gte": start, f"{field}__lt": end})


def _ratings(name: str, label: Any, definition: Any, states: Sequence[str], **more: Any) -> Metric:
    return declare(
        counted(
            name,
            label=label,
            definition=definition,
            unit=Unit.PIECE,
            kind=rating.RATINGS,
            states=states,
            facets=_kinds,
            rows=partial(_of_projects, Rating, "at", more),
            public=True,
        )
    )


rated = _ratings(
    "projects.ratings",
    _("Ratings of projects"),
    _("Ratings residents gave of settled projects, one a person and project, entered ones too."),
    RATED,
)
satisfied = _ratings(
    "projects.satisfied",
    _("Ratings satisfied"),
    _("Ratings “satisfied” or “very satisfied” of settled projects."),
    (rating.SATISFIED_STATE,),
    score__gte=SATISFIED,
)
satisfaction = declare(
    Metric(
        "projects.satisfaction",
        _("Satisfied, of those who rated"),
        _("Ratings “satisfied” or “very satisfied” per hundred ratings of the period."),
        Unit.PERCENT,
        parts=(satisfied, rated),
        combine=share,
        rows=rated.rows,
        public=True,
    )
)
changes = declare(
    counted(
        "projects.changes",
        label=_("Contracts changed"),
        definition=_("Changes of contracts that were agreed in the period."),
        unit=Unit.PIECE,
        kind=change_steps.CHANGES,
        states=("agreed",),
        facets=_kinds,
        rows=partial(_of_projects, ChangeRequest, "decided_at", {"outcome": "agreed"}),
    )
)


def _checks(
    states: Sequence[str], area: Area, since: dt.date, until: dt.date, user: User
) -> QuerySet[SiteCheck]:
    rows = SiteCheck.objects.visible_to(user).filter(within([area]))
    return rows.filter(status__in=states)


def _filed(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[SiteCheck]:
    start, end = span(since, until)
    rows = SiteCheck.objects.visible_to(user).filter(within([area]))
    return rows.filter(created_at__gte=start, created_at__lt=end)


def _origins() -> dict[str, Any]:
    return dict(SiteCheck.Origin.choices)


reports = declare(
    counted(
        "projects.checks",
        label=_("Checks of projects"),
        definition=_("Reports that something was not done or does not work, and spot checks."),
        unit=Unit.PIECE,
        kind=check_workflow.KIND,
        states=("filed",),
        facets=_origins,
        facet_column="origin",
        rows=_filed,
    )
)
checks_open = declare(
    counted(
        "projects.checks_open",
        label=_("Checks to be answered"),
        definition=_("Checks of projects not yet answered, now."),
        unit=Unit.PIECE,
        kind=check_workflow.KIND,
        states=check_workflow.OPEN,
        stock=True,
        facets=_origins,
        facet_column="origin",
        rows=partial(_checks, check_workflow.OPEN),
    )
)
