"""How the figures of proposals stand together on boards, on the desk and in reports."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from core.areas.models import Area
from core.counters.panels import Column, Listing, Panel, declare_panel
from projects.proposals import metrics
from projects.proposals.models import Proposal

MOST = 100


def _became_projects(area: Area, since: dt.date, until: dt.date) -> Sequence[Sequence[Any]]:
    """What was shortlisted in the period, in public words."""
    start, end = metrics.span(since, until)
    rows: Any = Proposal.objects.within(area).filter(  # type: ignore[attr-defined]
        status="shortlisted", status_since__gte=start, status_since__lt=end
    )
    form = pgettext("date format", "j F")
    return [
        [
            proposal.code,
            proposal.public_title,
            proposal.get_category_display(),
            proposal.area.name,
            proposal.support,
            date_format(timezone.localtime(proposal.status_since), form),
        ]
        for proposal in rows.with_support()
        .select_related("area")
        .order_by("status_since", "pk")[: MOST + 1]
    ]


declare_panel(
    Panel(
        room="proposals",
        place=20,
        label=_("Proposals"),
        stats=(
            metrics.collected,
            metrics.people,
            metrics.shortlisted,
            metrics.success,
            metrics.supports,
            metrics.supporters,
            metrics.to_screen,
        ),
        columns=metrics.collected,
        line=metrics.shortlisted,
        split=metrics.collected,
        split_label=_("By source"),
        standing=metrics.standing,
        table=(
            metrics.collected,
            metrics.typed_in,
            metrics.people,
            metrics.shortlisted,
            metrics.elsewhere,
            metrics.supporters,
            metrics.to_screen,
        ),
        desk=(metrics.to_screen, metrics.collected, metrics.shortlisted, metrics.supporters),
        listings=(
            Listing(
                _("Proposals that became projects"),
                (
                    Column(_("Number")),
                    Column(pgettext_lazy("column", "Proposal"), wide=True),
                    Column(_("Category")),
                    Column(_("Community")),
                    Column(_("People behind it"), number=True),
                    Column(_("Shortlisted on")),
                ),
                _became_projects,
                _("None was shortlisted in these days."),
                limit=MOST,
            ),
        ),
    )
)
