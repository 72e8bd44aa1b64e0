"""What a funding report says (民生微实事资金报告), frozen: built from metrics alone."""

from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.areas.models import Area
from core.counters.board import Board, monthly
from core.counters.metrics import Metric, metric, metrics
from core.counters.periods import Period, add_months, each_month, month_end, month_start
from core.counters.units import WAN
from portal.reports.figures import bars, figure
from portal.reports.funds.sentences import sentences
from portal.reports.funds.spans import said
from portal.reports.funds.tables import tables_of

MONTHS_SHOWN = 12
# those nobody declares are left out: a wing that is not installed has no figures
FIGURES = (
    "proposals.collected",
    "proposals.people",
    "projects.shortlisted",
    "projects.passed",
    "projects.approved",
    "projects.approved_yuan",
    "projects.implemented",
    "funds.committed",
    "funds.contracted",
    "funds.paid",
    "funds.pledged",
    "funds.received",
    "projects.accepted",
    "projects.closed",
    "projects.satisfaction",
    "councils.votes",
    "councils.voters",
    "councils.turnout",
    "projects.under_way",
    "projects.late",
)


def freeze(area: Area, period: Period) -> dict[str, Any]:
    """The parts of a report on the money of micro-projects, in the active language."""
    known = {m.name: m for m in metrics()}
    shown = [known[name] for name in FIGURES if name in known]
    earlier = period.previous()
    board = Board(shown, [area], [period, earlier])

    def value(name: str) -> Decimal | None:
        return board.value(known[name], area, period)

    opening = sentences(area, period, value)
    named = {"area": area.name, "period": said(period)}
    return {
        "title": _("%(area)s: funding report on micro-projects, %(period)s") % named,
        "heading": _("Funding report on micro-projects: %(area)s") % named,
        "said": said(period),
        "summary": " ".join(opening),
        "sentences": opening,
        "figures": [figure(board, m, area, period, earlier) for m in shown],
        "charts": [_months(area, period), _kinds(area, period)],
        "tables": tables_of(area, period),
    }


def _net(one: Metric, series: dict[str, dict[Any, Decimal]], month: Any) -> Decimal:
    parts = [series.get(p.name, {}).get(month, Decimal(0)) for p in one.parts]
    if one.combine:
        return one.combine(*parts) or Decimal(0)
    return series.get(one.name, {}).get(month, Decimal(0))


def _months(area: Area, period: Period) -> dict[str, Any]:
    """Money paid and received in each of twelve months, in 万元 (ten thousand yuan)."""
    last = month_end(period.until)
    span = Period(add_months(month_start(last), 1 - MONTHS_SHOWN), last)
    drawn = [metric("funds.paid"), metric("funds.received")]
    read = [part for one in drawn for part in (one.parts or (one,))]
    series, months = monthly(read, area, span), each_month(span)
    unit = _("10,000 yuan")
    return {
        "form": "months",
        "title": _("Paid and received in twelve months"),
        "axis": _("Month"),
        "note": "",
        "labels": [f"{m:%Y-%m}" for m in months],
        "short": [date_format(m, pgettext("month of a chart", "M")) for m in months],
        "series": [
            {
                "label": f"{one.label} ({unit})",
                "values": [round(float(_net(one, series, m) / WAN), 2) for m in months],
            }
            for one in drawn
        ],
    }


def _kinds(area: Area, period: Period) -> dict[str, Any]:
    approved = metric("projects.approved")
    by_facet = Board([approved], [area], [period]).by_facet(approved, area, period)
    names = approved.facet_labels()
    rows = [(str(names.get(f, f) or _("Other")), v) for f, v in by_facet.items()]
    return bars(_("Approved, by kind"), rows, str(approved.label))
