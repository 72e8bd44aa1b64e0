"""The tables of a funding report: the same metrics by kind, category, source, place, programme."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.areas.models import Area
from core.counters.board import Board
from core.counters.figures import Count
from core.counters.metrics import Metric, metric
from core.counters.periods import Period
from core.counters.units import plain
from projects.delivery import figures
from projects.delivery.kinds import Category, Source
from projects.delivery.models import MicroProject
from projects.delivery.states import OPEN
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundProgramme
from projects.funding.table import EntryKind

ZERO = Decimal(0)
STEPS = ("projects.shortlisted", "projects.approved", "projects.approved_yuan", "projects.closed")
BY_KIND = (*STEPS, "funds.committed", "funds.contracted", "funds.paid", "funds.received")
BY_AREA = (
    "proposals.collected",
    "projects.approved",
    "projects.implemented",
    "projects.approved_yuan",
    "funds.paid",
    "funds.received",
    "projects.closed",
)
STAGES = (
    "projects.days_to_vote",
    "projects.days_to_approval",
    "projects.days_to_start",
    "projects.days_of_work",
    "projects.days_to_close",
)
Table = dict[str, Any]


def tables_of(area: Area, period: Period) -> list[Table]:
    """All tables, in the active language; areas in the order of their codes, never ranked."""
    return [
        _by_kind(area, period),
        _by_axis(area, period, figures.CATEGORIES, _("By category"), dict(Category.choices)),
        _by_source(area, period),
        *_by_area(area, period),
        _by_programme(area, period),
        _stages(area, period),
        _standing(area),
    ]


def _table(
    title: str, first: str, labels: Sequence[Any], rows: list[list[str]], note: str = ""
) -> Table:
    columns = [{"label": first, "wide": False}]
    columns += [{"label": str(label), "wide": True} for label in labels]
    return {
        "title": title,
        "columns": columns,
        "rows": rows,
        "numbers": list(range(1, len(columns))),
        "empty": _("There is nothing to show for these days."),
        "note": note,
    }


def _labels(metrics: Sequence[Metric]) -> list[str]:
    return [f"{m.label} ({m.unit.label})" for m in metrics]


def cell(value: Decimal | None) -> str:
    return "—" if value is None else plain(value)


def _facets(board: Board, one: Metric, area: Area, period: Period) -> Mapping[str, Decimal]:
    """A metric by facet; what is computed from others is computed facet by facet."""
    if not one.combine:
        return board.by_facet(one, area, period)
    parts = [board.by_facet(part, area, period) for part in one.parts]
    names = dict.fromkeys(name for part in parts for name in part)
    combine = one.combine
    return {name: combine(*(part.get(name, ZERO) for part in parts)) or ZERO for name in names}


def _split(
    title: str,
    first: str,
    names: Mapping[str, Any],
    metrics: Sequence[Metric],
    area: Area,
    period: Period,
) -> Table:
    board = Board(metrics, [area], [period])
    found = [_facets(board, m, area, period) for m in metrics]
    rows = [
        [str(label), *(cell(f.get(name, ZERO)) for f in found)] for name, label in names.items()
    ]
    return _table(title, first, _labels(metrics), rows)


def _by_kind(area: Area, period: Period) -> Table:
    metrics = [metric(name) for name in BY_KIND]
    names = metrics[0].facet_labels()
    return _split(
        pgettext("projects", "By kind"), pgettext("column", "Kind"), names, metrics, area, period
    )


def _along(name: str, axis: str) -> Metric:
    """The same first step of projects, counted along another axis."""
    one = metric(name)
    assert one.of is not None
    return replace(one, of=Count(axis, one.of.states, one.of.measure))


def _by_axis(area: Area, period: Period, axis: str, title: str, names: dict[str, Any]) -> Table:
    metrics = [_along(name, axis) for name in STEPS]
    return _split(title, title, names, metrics, area, period)


def _by_source(area: Area, period: Period) -> Table:
    metrics = [metric("proposals.collected"), *(_along(n, figures.SOURCES) for n in STEPS)]
    title = _("By source")
    return _split(title, title, dict(Source.choices), metrics, area, period)


def _by_area(area: Area, period: Period) -> list[Table]:
    """Subdistricts, then communities, of those below this area."""
    levels = {
        Area.Level.SUBDISTRICT: _("By subdistrict"),
        Area.Level.COMMUNITY: _("By community"),
    }
    tables = []
    metrics = [metric(name) for name in BY_AREA]
    below = Area.objects.filter(path__startswith=area.path).exclude(pk=area.pk)
    for level, title in levels.items():
        places = list(below.filter(level=level).order_by("code"))
        if not places:
            continue
        board = Board(metrics, places, [period])
        rows = [[p.name, *(cell(board.value(m, p, period)) for m in metrics)] for p in places]
        note = _("In the order of their codes.")
        tables.append(_table(title, _("Area"), _labels(metrics), rows, note))
    return tables


def _by_programme(area: Area, period: Period) -> Table:
    """What moved in the books of each programme, for this area."""
    moved: dict[int, dict[str, Decimal]] = {}
    entries = LedgerEntry.objects.within(area).filter(on__gte=period.since, on__lte=period.until)
    for row in entries.order_by().values("book__programme", "kind").annotate(yuan=Sum("amount")):
        moved.setdefault(row["book__programme"], {})[row["kind"]] = row["yuan"]
    kinds = EntryKind
    columns = [
        (_("Appropriated (yuan)"), (kinds.ALLOCATE,), (kinds.TAKE_BACK,)),
        (_("Committed (yuan)"), (kinds.COMMIT,), (kinds.UNCOMMIT,)),
        (_("Paid (yuan)"), (kinds.PAY, kinds.RELEASE_RETENTION), (kinds.REFUND,)),
        (_("Received (yuan)"), (kinds.RECEIVE,), ()),
    ]
    programmes = FundProgramme.objects.filter(pk__in=moved).order_by("area__code", "code")
    rows = []
    for programme in programmes:
        sums = moved[programme.pk]
        net = [
            sum((sums.get(k, ZERO) for k in plus), ZERO)
            - sum((sums.get(k, ZERO) for k in minus), ZERO)
            for _label, plus, minus in columns
        ]
        rows.append([programme.name, *(cell(n) for n in net)])
    labels = [label for label, _plus, _minus in columns]
    return _table(_("By programme"), pgettext("column", "Programme"), labels, rows)


def _stages(area: Area, period: Period) -> Table:
    """Median days of each stage, beside the period before."""
    metrics = [metric(name) for name in STAGES]
    earlier = period.previous()
    board = Board(metrics, [area], [period, earlier])
    rows = [
        [
            str(m.label),
            cell(board.value(m, area, period)),
            cell(board.value(m, area, earlier)),
        ]
        for m in metrics
    ]
    labels = [_("Median days"), _("Period before")]
    return _table(_("How long stages took"), _("Stage"), labels, rows)


def _standing(area: Area) -> Table:
    """How long open projects have stood where they stand, on the day the report was made."""
    now = timezone.now()
    found: dict[str, list[tuple[int, bool]]] = {}
    rows = MicroProject.objects.within(area).filter(status__in=OPEN).order_by()
    for status, since, due in rows.values_list("status", "status_since", "due_at"):
        days = max((now - since).days, 0)
        found.setdefault(status, []).append((days, due is not None and due < now))
    labels = {name: str(state.label) for name, state in MicroProject.workflow.by_state.items()}
    shown = [
        [
            labels[name],
            cell(Decimal(len(found[name]))),
            cell(Decimal(str(median(days for days, _late in found[name])))),
            cell(Decimal(max(days for days, _late in found[name]))),
            cell(Decimal(sum(late for _days, late in found[name]))),
        ]
        for name in OPEN
        if name in found
    ]
    heads = [_("Projects"), _("Median days"), _("Longest, days"), _("Past the limit")]
    note = _("As of when this was made")
    return _table(
        _("How long projects have stood where they stand"), _("Stage"), heads, shown, note
    )
