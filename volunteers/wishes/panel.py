"""How the figures of wishes stand together on boards, on the desk and in reports."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from core.areas.models import Area
from core.counters.panels import Column, Listing, Panel, declare_panel
from volunteers.wishes import metrics
from volunteers.wishes.models import MicroWish

MOST = 100


def _in_public_words(area: Area, **which: Any) -> QuerySet[MicroWish]:
    """Wishes of the area with words for everybody; private ones stay out of every list."""
    rows = MicroWish.objects.within(area).filter(is_private=False, **which)
    return rows.exclude(public_title="").select_related("area")


def _still_waiting(area: Area, since: dt.date, until: dt.date) -> Sequence[Sequence[Any]]:
    """What waits for a helper when the report is made, the longest waiting first."""
    rows = _in_public_words(area, status="published").order_by("published_at", "pk")
    return [
        [w.code, w.public_title, w.get_kind_display(), w.area.name, _days_since(w.published_at)]
        for w in rows[: MOST + 1]
    ]


def _come_true(area: Area, since: dt.date, until: dt.date) -> Sequence[Sequence[Any]]:
    """What came true in the period, in the words of the wall."""
    start, end = metrics.span(since, until)
    rows = _in_public_words(area, status="closed", closed_at__gte=start, closed_at__lt=end)
    form = pgettext("date format", "j F")
    return [
        [w.code, w.public_title, w.get_kind_display(), w.area.name, _day(w.closed_at, form)]
        for w in rows.order_by("closed_at", "pk")[: MOST + 1]
    ]


def _days_since(at: dt.datetime | None) -> int:
    return (timezone.now() - at).days if at else 0


def _day(at: dt.datetime, form: str) -> str:
    return date_format(timezone.localtime(at), form)


_COLUMNS = (
    Column(_("Number")),
    Column(pgettext_lazy("column", "Wish"), wide=True),
    Column(_("Kind")),
    Column(_("Community")),
)

declare_panel(
    Panel(
        room="wishes",
        place=10,
        label=_("Micro-wishes"),
        stats=(
            metrics.submitted,
            metrics.published,
            metrics.items,
            metrics.closed,
            metrics.people,
            metrics.median_days,
            metrics.unclaimed,
            metrics.elsewhere,
        ),
        columns=metrics.published,
        line=metrics.closed,
        split=metrics.published,
        split_label=_("By kind"),
        standing=metrics.standing,
        table=(
            metrics.submitted,
            metrics.published,
            metrics.closed,
            metrics.people,
            metrics.median_days,
            metrics.unclaimed,
        ),
        desk=(metrics.to_verify, metrics.unclaimed, metrics.closed, metrics.people),
        listings=(
            Listing(
                _("Still waiting for a helper"),
                (*_COLUMNS, Column(_("Days on the wall"), number=True)),
                _still_waiting,
                _("No wish is waiting. Well done, everybody."),
                limit=MOST,
            ),
            Listing(
                _("Wishes come true"),
                (*_COLUMNS, Column(_("Confirmed on"))),
                _come_true,
                _("None came true in these days."),
                limit=MOST,
            ),
        ),
    )
)
