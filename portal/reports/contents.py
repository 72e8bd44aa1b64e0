"""What a report says, frozen: every figure, word and row as it stood when it was made."""

from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.areas.models import Area
from core.counters.board import Board, monthly
from core.counters.panels import Panel, panels
from core.counters.periods import Period, add_months, each_month, month_end, month_start
from core.workflow.registry import model_of
from portal.reports.figures import bars, figure
from portal.reports.funds import contents as funds
from portal.reports.models import ReportRun
from portal.reports.tables import tables_of

MONTHS_SHOWN = 12


def freeze(run: ReportRun) -> dict[str, Any]:
    """The report as JSON, in the active language. Holds no personal data: public titles only."""
    parts = {ReportRun.Form.MONTHLY: month_of_panels, ReportRun.Form.FUNDS: funds.freeze}
    period, area = run.period, run.area
    place = " · ".join(_chain(area))
    body = parts[ReportRun.Form(run.form)](area, period)
    return {
        "code": run.code,
        "form": run.form,
        "language": run.language,
        "subtitle": f"{place}  ｜  {body.pop('said')}",
        "publisher": _chain(area)[0],
        "area": {"code": area.code, "name": area.name},
        "since": period.since.isoformat(),
        "until": period.until.isoformat(),
        **body,
        "words": _words(),
        "csv_header": [
            _("Area code"),
            _("Area"),
            _("From"),
            _("To"),
            _("Figure"),
            _("Value"),
            _("Unit"),
            _("Period before"),
            _("Definition"),
        ],
    }


def month_of_panels(area: Area, period: Period) -> dict[str, Any]:
    """The parts of a monthly report: what every room's panel says."""
    earlier = period.previous()
    offered = panels()
    board = Board([m for p in offered for m in p.metrics], [area], [period, earlier])
    figures = [
        figure(board, m, area, period, earlier) | {"part": str(p.label)}
        for p in offered
        for m in p.stats
    ]
    named = {"area": area.name, "period": _said(period)}
    said = _sentences(figures, named)
    return {
        "title": _("%(area)s: monthly report, %(period)s") % named,
        "heading": _("Monthly report: %(area)s") % named,
        "said": _said(period),
        "summary": " ".join(said),
        "sentences": said,
        "figures": figures,
        "charts": [c for p in offered for c in _charts(p, board, area, period)],
        "tables": [t for p in offered for t in tables_of(p, area, period)],
    }


def _chain(area: Area) -> list[str]:
    """Names from the district down to the area itself."""
    ids = [area.district_id, area.subdistrict_id, area.community_id, area.pk]
    named = {a.pk: a.name for a in Area.objects.filter(pk__in=[i for i in ids if i])}
    return [named[i] for i in dict.fromkeys(ids) if i]


def _said(period: Period) -> str:
    if period.months == 1:
        return date_format(period.since, pgettext("date format", "F Y"))
    form = pgettext("date format", "j F Y")
    ends = {"since": date_format(period.since, form), "until": date_format(period.until, form)}
    return _("%(since)s to %(until)s") % ends


def _sentences(figures: list[dict[str, Any]], named: dict[str, str]) -> list[str]:
    """What a reader copies: a line that says when and where, then one for each room.

    What did not happen is left out: a row of noughts hides what did.
    """
    joiner = pgettext("list of figures", ", ")
    lines = [_("%(period)s, %(area)s:") % named]
    for part, shown in groupby(figures, lambda f: f["part"]):
        told = [
            (_("%(label)s %(shown)s %(unit)s") % f).rstrip()
            for f in shown
            if f["value"] not in ("", "0")
        ]
        figures_said = joiner.join(told) or pgettext("list of figures", "nothing this time")
        lines.append(_("%(part)s: %(figures)s.") % {"part": part, "figures": figures_said})
    return lines


def _charts(panel: Panel, board: Board, area: Area, period: Period) -> list[dict[str, Any]]:
    last = month_end(period.until)
    span = Period(add_months(month_start(last), 1 - MONTHS_SHOWN), last)
    series = monthly([panel.columns, panel.line], area, span)
    months = each_month(span)
    labels = [date_format(m, pgettext("month of a chart", "M")) for m in months]
    by_facet = board.by_facet(panel.split, area, period)
    names = panel.split.facet_labels()
    charts: list[dict[str, Any]] = [
        {
            "form": "months",
            "title": _("The last twelve months"),
            "axis": _("Month"),
            "note": "",
            "labels": [f"{m:%Y-%m}" for m in months],
            "short": labels,
            "series": [
                {"label": str(m.label), "values": [float(series[m.name].get(d, 0)) for d in months]}
                for m in (panel.columns, panel.line)
            ],
        },
        bars(
            str(panel.split_label),
            [(str(names.get(f, f) or _("Other")), v) for f, v in by_facet.items()],
            str(panel.split.label),
        ),
        bars(_("Where they stand now"), _stages(panel, board, area), str(panel.standing.label)),
    ]
    for chart in charts:
        chart["title"] = f"{panel.label} · {chart['title']}"
    return charts


def _stages(panel: Panel, board: Board, area: Area) -> list[tuple[str, Decimal]]:
    if panel.standing.of is None:
        return []
    count = panel.standing.of
    standing = board.by_state(count.kind, area)
    states = model_of(count.kind).workflow.by_state
    return [(str(states[s].label), standing.get(s, Decimal(0))) for s in count.states]


def _words() -> dict[str, str]:
    made = date_format(timezone.localtime(), pgettext("date format", "j F Y, H:i"))
    return {
        "made": _("Made on %(time)s") % {"time": made},
        "figures": _("The figures"),
        "summary": _("Summary"),
        "definitions": _("What the figures mean"),
        "method": _(
            "Figures come from the portal's own counts and were frozen when this report was "
            "made. They compare with the area's own period before, never with other areas."
        ),
    }
