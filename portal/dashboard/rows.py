"""The rows a figure counts, as lines anybody in scope may read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, ForeignKey, QuerySet, Sum
from django.http import QueryDict

from core.accounts.models import User
from core.counters.metrics import Metric, Text, metric
from core.counters.units import Unit, plain
from core.workflow.models import WorkflowModel
from portal.desk.matters import address_of

SUMMED = {Unit.ATTENDANCE, Unit.YUAN}  # people counted once are fewer than their rows say


@dataclass(frozen=True)
class Row:
    """The matter behind one counted row. Its own title only for those who may read its kind."""

    obj: WorkflowModel
    title: str
    url: str
    worth: str = ""


def metric_named(name: str) -> Metric | None:
    try:
        return metric(name)
    except KeyError:
        return None


def with_matter(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """The rows with their matters and areas, so that a page costs one query."""
    path = matter_path(rows.model)
    return rows.select_related(f"{path}__area" if path else "area")


def matter_path(model: type[Any]) -> str:
    """The foreign key that leads to the matter; empty when the row is one itself."""
    if issubclass(model, WorkflowModel):
        return ""
    keys = (f for f in model._meta.get_fields() if isinstance(f, ForeignKey))
    return next(f.name for f in keys if issubclass(f.remote_field.model, WorkflowModel))


def narrowed(rows: "QuerySet[Any]", metric: Metric, asked: QueryDict) -> "QuerySet[Any]":
    """Only one state of a stock, or one facet, when the address asks for it."""
    path = matter_path(rows.model)
    prefix = f"{path}__" if path else ""
    state, facet = asked.get("state", ""), asked.get("facet", "")
    if metric.of and metric.of.stock and state in metric.of.states:
        rows = rows.filter(**{f"{prefix}status": state})
    if facet in metric.facet_labels() and metric.facet_column:
        held = (metric.facet_values or {}).get(facet, facet)
        rows = rows.filter(**{f"{prefix}{metric.facet_column}": held})
    return rows


@dataclass(frozen=True)
class Whole:
    """How many rows a figure counts, and what they are worth together where they have a worth."""

    count: int
    number: str = ""
    unit: Text = ""


def valued(rows: "QuerySet[Any]", metric: Metric) -> "QuerySet[Any]":
    """The rows with what each adds to the figure as `worth`."""
    return rows if metric.worth is None else rows.annotate(worth=metric.worth)


def whole(rows: "QuerySet[Any]", metric: Metric) -> Whole:
    """Counted and added up over all pages. One query. Days are not added up."""
    if metric.worth is None or metric.unit not in SUMMED:
        return Whole(rows.count())
    found = rows.aggregate(count=Count("pk"), total=Sum("worth"))
    return Whole(found["count"], *_spoken(found["total"] or Decimal(0), metric.unit))


def _spoken(worth: Any, unit: Unit) -> tuple[str, Text]:
    """To the fen, because it is for adding up by hand."""
    if worth is None:
        return "—", ""
    if isinstance(worth, dt.timedelta):
        worth = Decimal(worth.days)
    worth = Decimal(worth).quantize(Decimal("0.01"))
    return (f"{worth:,.2f}" if unit == Unit.YUAN else plain(worth)), unit.label


def lines(objects: Iterable[Any], user: User, metric: Metric) -> list[Row]:
    """One line for each counted row."""
    found = []
    for counted in objects:
        path = matter_path(type(counted))
        obj = getattr(counted, path) if path else counted
        worth = "" if metric.worth is None else _spoken(counted.worth, metric.unit)[0]
        found.append(Row(obj, _title(obj, user), address_of(obj), worth))
    return found


def _title(obj: Any, user: User) -> str:
    if public := getattr(obj, "public_title", ""):
        return str(public)
    try:
        own = user.can(f"{obj.workflow.kind}.see", obj.area)
    except KeyError:  # a kind without such an ability shows only what is public
        own = False
    return getattr(obj, "title", "") if own else obj.code
