"""How the figures of councils and residents' votes stand together on boards and in reports."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from core.areas.models import Area
from core.counters.panels import Column, Listing, Panel, declare_panel
from projects.councils import metrics
from projects.councils.ballots.models import Ballot
from projects.delivery.metrics import span

MOST = 100


def _published(area: Area, since: dt.date, until: dt.date) -> Sequence[Sequence[Any]]:
    """The votes whose result was published in the period, with how many took part."""
    start, end = span(since, until)
    rows = Ballot.objects.within(area).filter(published_at__gte=start, published_at__lt=end)
    form = pgettext("date format", "j F")
    return [
        [
            ballot.code,
            ballot.title,
            ballot.area.name,
            ballot.voted,
            ballot.entitled or "",
            date_format(timezone.localtime(ballot.published_at), form),
        ]
        for ballot in rows.select_related("area").order_by("published_at", "pk")[: MOST + 1]
    ]


declare_panel(
    Panel(
        room="councils",
        place=30,
        label=_("Councils and votes"),
        stats=(
            metrics.meetings,
            metrics.passed,
            metrics.failed,
            metrics.ballots,
            metrics.votes,
            metrics.voters,
            metrics.turnout,
        ),
        columns=metrics.meetings,
        line=metrics.ballots,
        split=metrics.ballots,
        split_label=_("By what the vote decides"),
        standing=metrics.standing,
        table=(
            metrics.meetings,
            metrics.passed,
            metrics.failed,
            metrics.ballots,
            metrics.voters,
            metrics.turnout,
        ),
        desk=(metrics.meetings, metrics.ballots),
        listings=(
            Listing(
                _("Votes of residents, with their result"),
                (
                    Column(_("Number")),
                    Column(pgettext_lazy("column", "Vote"), wide=True),
                    Column(_("Community")),
                    Column(_("Voted"), number=True),
                    Column(_("Entitled"), number=True),
                    Column(_("Published on")),
                ),
                _published,
                _("No result was published in these days."),
                limit=MOST,
            ),
        ),
    )
)
