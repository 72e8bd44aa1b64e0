"""How the figures of projects stand together on boards, on the desk and in reports."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from core.areas.models import Area
from core.counters.panels import Column, Listing, Panel, declare_panel
from projects.delivery import after_metrics, metrics
from projects.delivery.models import MicroProject
from projects.delivery.states import OPEN
from projects.funding import metrics as money

MOST = 100


def _longest_standing(area: Area, since: dt.date, until: dt.date) -> Sequence[Sequence[Any]]:
    """Projects by how long they have stood where they stand, the longest first."""
    rows = MicroProject.objects.within(area).filter(status__in=OPEN).select_related("area")
    now = timezone.now()
    return [
        [p.code, p.title, str(p.state.label), p.area.name, (now - p.status_since).days]
        for p in rows.order_by("status_since", "pk")[: MOST + 1]
    ]


def _approved(area: Area, since: dt.date, until: dt.date) -> Sequence[Sequence[Any]]:
    """What was approved in the period."""
    start, end = metrics.span(since, until)
    rows = MicroProject.objects.within(area).filter(approved_at__gte=start, approved_at__lt=end)
    form = pgettext("date format", "j F")
    return [
        [
            p.code,
            p.title,
            p.get_kind_display(),
            p.area.name,
            number_format(p.budget, 2, force_grouping=True),
            date_format(timezone.localtime(p.approved_at), form),
        ]
        for p in rows.select_related("area").order_by("approved_at", "pk")[: MOST + 1]
    ]


_COLUMNS = (Column(_("Number")), Column(pgettext_lazy("column", "Project"), wide=True))

declare_panel(
    Panel(
        room="projects",
        place=40,
        label=_("Micro-projects"),
        stats=(
            metrics.shortlisted,
            metrics.passed,
            metrics.approved,
            metrics.approved_yuan,
            metrics.started,
            metrics.under_way,
            metrics.accepted,
            metrics.closed,
            money.committed,
            money.contracted,
            money.paid,
            money.received,
            after_metrics.satisfaction,
            metrics.days_to_vote,
            metrics.days_to_approval,
            metrics.days_to_start,
            metrics.days_of_work,
            metrics.days_to_close,
            metrics.days_standing,
            metrics.late,
        ),
        columns=metrics.approved,
        line=metrics.closed,
        split=metrics.approved,
        split_label=_("By kind"),
        standing=metrics.standing,
        table=(
            metrics.shortlisted,
            metrics.approved,
            metrics.approved_yuan,
            metrics.accepted,
            metrics.closed,
            money.paid,
            metrics.late,
        ),
        desk=(metrics.approved, metrics.under_way, metrics.closed, metrics.late),
        listings=(
            Listing(
                _("Projects approved"),
                (
                    *_COLUMNS,
                    Column(_("Kind")),
                    Column(_("Community")),
                    Column(_("Budget (yuan)"), number=True),
                    Column(_("Approved on")),
                ),
                _approved,
                _("None was approved in these days."),
                limit=MOST,
            ),
            Listing(
                _("How long projects have stood where they stand"),
                (
                    *_COLUMNS,
                    Column(_("Stage")),
                    Column(_("Community")),
                    Column(_("Days"), number=True),
                ),
                _longest_standing,
                _("No project is on its way."),
                limit=MOST,
            ),
        ),
    )
)
