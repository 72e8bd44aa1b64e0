"""The figures of projects, each with its definition (口径). Money that moved is funding's."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Count, DecimalField, F, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import SCOPE_COLUMN, within
from core.counters.metrics import Metric, counted, declare, share
from core.counters.units import Unit
from core.workflow.models import TransitionRecord
from projects.delivery import ageing, figures
from projects.delivery.kinds import Category, ProjectKind, Source
from projects.delivery.models import MicroProject
from projects.delivery.states import KIND, OPEN, UNDER_WAY
from projects.delivery.versions import PROJECTS


def _kinds() -> dict[str, Any]:
    return dict(ProjectKind.choices)


def span(since: dt.date, until: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From midnight of the first day to midnight after the last, in Shanghai."""
    zone = timezone.get_default_timezone()
    start = dt.datetime.combine(since, dt.time.min, tzinfo=zone)
    return start, dt.datetime.combine(until + dt.timedelta(days=1), dt.time.min, tzinfo=zone)


def _dated(
    field: str, area: Area, since: dt.date, until: dt.date, user: User
) -> QuerySet[MicroProject]:
    start, end = span(since, until)
    dated = {f"{field}__gte": start, f"{field}__lt": end}
    return MicroProject.objects.in_areas_of(user).within(area).filter(**dated)


def _standing(
    states: Sequence[str], area: Area, since: dt.date, until: dt.date, user: User
) -> QuerySet[MicroProject]:
    return MicroProject.objects.in_areas_of(user).within(area).filter(status__in=states)


def _late(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[MicroProject]:
    return _standing(OPEN, area, since, until, user).filter(due_at__lt=timezone.now())


def _late_by_area(
    areas: Sequence[Area], since: dt.date, until: dt.date
) -> dict[int, Decimal | None]:
    """How many are past their limit in each area, by the index of state and deadline."""
    rows = MicroProject.objects.filter(within(areas), status__in=OPEN, due_at__lt=timezone.now())
    columns = [f"{column}_id" for column in SCOPE_COLUMN.values()]
    tally = {area.pk: Decimal(0) for area in areas}
    for row in rows.values(*columns).annotate(n=Count("pk")).order_by():
        for place in {row[column] for column in columns} & tally.keys():
            tally[place] += row["n"]
    return dict(tally)


def _first(step: str, label: Promise | str, definition: Promise | str, **more: Any) -> Metric:
    """A first step of projects, by kind."""
    return declare(
        counted(
            f"projects.{more.pop('name', step)}",
            label=label,
            definition=definition,
            unit=more.pop("unit", Unit.PIECE),
            kind=figures.STEPS,
            states=(step,),
            facets=_kinds,
            rows=partial(_dated, figures.DATED[step][0]),
            public=True,
            **more,
        )
    )


def _days(step: str, name: str, label: Promise | str, definition: Promise | str) -> Metric:
    """The median of the days a stage took, of the projects that ended it in the period."""
    ended, began = figures.DATED[step]
    return _first(
        step,
        label,
        definition,
        name=name,
        worth=TruncDate(ended) - TruncDate(began),
        unit=Unit.DAY,
        measure=figures.DAYS_TAKEN,
        spread=True,
    )


# the budget on the day of approval, as the log has it; changes agreed later came after it
_BUDGET_APPROVED = Coalesce(
    Cast(
        Subquery(
            TransitionRecord.objects.filter(
                kind=KIND, object_id=OuterRef("pk"), name__in=("approve", "approve_first")
            )
            .order_by("pk")
            .values(budget=KeyTextTransform("budget", "data"))[:1]
        ),
        DecimalField(max_digits=14, decimal_places=2),
    ),
    F("budget"),
)

shortlisted = _first(
    figures.SHORTLISTED,
    _("Projects shortlisted"),
    _("Projects founded from proposals that passed the first check, each once."),
)
passed = _first(
    figures.PASSED,
    _("Projects voted for"),
    _("Projects to which the council or a binding ballot said yes for the first time."),
)
approved = _first(
    figures.APPROVED,
    _("Projects approved"),
    _("Projects the subdistrict approved (立项), emergencies included, each once."),
)
approved_yuan = _first(
    figures.APPROVED,
    _("Budget approved"),
    _("Budget in yuan of the projects approved, on the day of approval; not what was spent."),
    name="approved_yuan",
    worth=_BUDGET_APPROVED,
    unit=Unit.YUAN,
    measure="yuan",
)
started = _first(
    figures.STARTED, _("Projects begun"), _("Projects whose work began, on the day it began.")
)
accepted = _first(
    figures.ACCEPTED, _("Projects accepted"), _("Projects whose work the panel accepted.")
)
closed = _first(
    figures.CLOSED,
    _("Projects closed"),
    _("Projects settled, paid, rated and disclosed to the end."),
)
days_to_vote = _days(
    figures.PASSED,
    "days_to_vote",
    _("Days from shortlist to vote"),
    _("Median of the days from the shortlist to the vote that said yes."),
)
days_to_approval = _days(
    figures.APPROVED,
    "days_to_approval",
    _("Days from vote to approval"),
    _("Median of the days from the vote to the approval, the public notice included."),
)
days_to_start = _days(
    figures.STARTED,
    "days_to_start",
    _("Days from approval to start"),
    _("Median of the days from the approval to the day work began."),
)
days_of_work = _days(
    figures.ACCEPTED,
    "days_of_work",
    _("Days of work"),
    _("Median of the days from the day work began to the acceptance."),
)
days_to_close = _days(
    figures.CLOSED,
    "days_to_close",
    _("Days from acceptance to closing"),
    _("Median of the days from the acceptance to the closing."),
)


def _by(kind: str, name: str, label: Any, definition: Any, facets: Any, column: str) -> Metric:
    return declare(
        counted(
            name,
            label=label,
            definition=definition,
            unit=Unit.PIECE,
            kind=kind,
            states=(figures.APPROVED,),
            facets=facets,
            facet_column=column,
            rows=partial(_dated, "approved_at"),
            public=True,
        )
    )


approved_by_category = _by(
    figures.CATEGORIES,
    "projects.approved_by_category",
    _("Projects approved, by category"),
    _("Projects the subdistrict approved, by what they are for."),
    lambda: dict(Category.choices),
    "category",
)
approved_by_source = _by(
    figures.SOURCES,
    "projects.approved_by_source",
    _("Projects approved, by source"),
    _("Projects the subdistrict approved, by who brought the idea."),
    lambda: dict(Source.choices),
    "source",
)
standing = declare(
    counted(
        "projects.standing",
        label=_("Projects on their way"),
        definition=_("Projects that have not ended, by where they stand now."),
        unit=Unit.PIECE,
        kind=KIND,
        states=OPEN,
        stock=True,
        facets=_kinds,
        rows=partial(_standing, OPEN),
        public=True,
    )
)
under_way = declare(
    counted(
        "projects.under_way",
        label=_("Projects under way"),
        definition=_("Projects approved and not yet accepted, now."),
        unit=Unit.PIECE,
        kind=KIND,
        states=UNDER_WAY,
        stock=True,
        facets=_kinds,
        rows=partial(_standing, UNDER_WAY),
        public=True,
    )
)
late = declare(
    Metric(
        "projects.late",
        _("Projects past a limit"),
        _("Projects whose present stage has lasted longer than its limit."),
        Unit.PIECE,
        values=_late_by_area,
        rows=_late,
        now=True,
        compare=False,
    )
)
days_standing = declare(
    Metric(
        "projects.days_standing",
        _("Days in the present stage"),
        _("Median of the days that projects not yet ended have stood where they stand now."),
        Unit.DAY,
        values=ageing.median_days,
        version=PROJECTS,
        rows=partial(_standing, OPEN),
        worth=ageing.DAYS,
        now=True,
        compare=False,
    )
)
approval_share = declare(
    Metric(
        "projects.approval_share",
        _("Approved, of those shortlisted"),
        _("Projects approved in the period per hundred shortlisted in it."),
        Unit.PERCENT,
        parts=(approved, shortlisted),
        combine=share,
    )
)
