"""The figures of proposals, each with its definition (口径)."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import SCOPE_COLUMN, within
from core.counters.metrics import Metric, counted, declare, share
from core.counters.units import Unit
from projects.delivery.kinds import Category, Source
from projects.proposals import figures
from projects.proposals.effects import LISTS
from projects.proposals.models import Proposal
from projects.proposals.states import KIND, OPEN
from projects.proposals.supporters import Supporter

ELSEWHERE = ("declined", "referred")


def _sources() -> dict[str, Any]:
    return dict(Source.choices)


def _categories() -> dict[str, Any]:
    return dict(Category.choices)


def _ways() -> dict[str, Any]:
    return {figures.ONLINE: _("Online"), figures.BY_STAFF: _("Through staff")}


def span(since: dt.date, until: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From midnight of the first day to midnight after the last, in Shanghai."""
    zone = timezone.get_default_timezone()
    start = dt.datetime.combine(since, dt.time.min, tzinfo=zone)
    return start, dt.datetime.combine(until + dt.timedelta(days=1), dt.time.min, tzinfo=zone)


def _made(
    area: Area, since: dt.date, until: dt.date, user: User, **more: Any
) -> QuerySet[Proposal]:
    start, end = span(since, until)
    rows = Proposal.objects.in_areas_of(user).within(area)
    found: QuerySet[Proposal] = rows.filter(created_at__gte=start, created_at__lt=end, **more)
    return found


def _listed(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[Proposal]:
    start, end = span(since, until)
    rows = Proposal.objects.in_areas_of(user).within(area)
    found: QuerySet[Proposal] = rows.filter(
        status="shortlisted", status_since__gte=start, status_since__lt=end
    )
    return found


def _became(areas: Sequence[Area], since: dt.date, until: dt.date) -> dict[int, Decimal | None]:
    """Percent of the proposals made in these days that have a project now; one query for all."""
    start, end = span(since, until)
    rows = Proposal.objects.filter(within(areas), created_at__gte=start, created_at__lt=end)
    chains = rows.order_by().values_list(*(f"{name}_id" for name in SCOPE_COLUMN.values()))
    found = {area.pk: (Decimal(0), Decimal(0)) for area in areas}
    for *chain, n, became in chains.annotate(n=Count("pk"), became=Count("project")):
        for pk in found.keys() & {*chain}:
            found[pk] = (found[pk][0] + became, found[pk][1] + n)
    return {pk: share(*both) for pk, both in found.items()}


def _shown_elsewhere(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[Proposal]:
    start, end = span(since, until)
    rows = Proposal.objects.in_areas_of(user).within(area)
    found: QuerySet[Proposal] = rows.filter(
        status__in=ELSEWHERE, status_since__gte=start, status_since__lt=end
    )
    return found


def _standing(
    states: Sequence[str], area: Area, since: dt.date, until: dt.date, user: User
) -> QuerySet[Proposal]:
    rows = Proposal.objects.in_areas_of(user).within(area)
    found: QuerySet[Proposal] = rows.filter(status__in=states)
    return found


def _support(
    area: Area, since: dt.date, until: dt.date, user: User, **more: Any
) -> QuerySet[Supporter]:
    start, end = span(since, until)
    mine = within(user.areas_where("proposals.see"), prefix="proposal__")
    rows = Supporter.objects.filter(mine & within([area], prefix="proposal__"))
    rows = rows.filter(basis="supporter", at__gte=start, at__lt=end, **more)
    return rows.select_related("proposal")


collected = declare(
    counted(
        "proposals.collected",
        label=_("Proposals collected"),
        definition=_("Proposals that came in, by every channel, each once, joined ones included."),
        unit=Unit.PIECE,
        kind=figures.STEPS,
        states=(figures.MADE,),
        facets=_sources,
        facet_column="source",
        rows=_made,
        public=True,
    )
)
typed_in = declare(
    counted(
        "proposals.typed_in",
        label=_("Typed in by staff"),
        definition=_("Of the proposals collected, those from paper, calls, the counter or lists."),
        unit=Unit.PIECE,
        kind=figures.STEPS,
        states=(figures.MADE,),
        measure="by_staff",
        facets=_sources,
        facet_column="source",
        rows=lambda area, since, until, user: _made(area, since, until, user).exclude(
            channel__in=("web", "api")
        ),
    )
)
people = declare(
    counted(
        "proposals.people",
        label=_("People who proposed"),
        definition=_(
            "People who proposed something, each once in a calendar year, on the day of the"
            " first. The same account or phone is the same person; stations and units are none."
        ),
        unit=Unit.PERSON,
        kind=figures.STEPS,
        states=(figures.MADE,),
        measure="people",
        facets=_sources,
        facet_column="source",
        rows=partial(_made, first_of_year=True),
        public=True,
    )
)
shortlisted = declare(
    counted(
        "proposals.shortlisted",
        label=_("Shortlisted"),
        definition=_("Proposals that became a project or joined one, by category."),
        unit=Unit.PIECE,
        kind=figures.CATEGORIES,
        states=(figures.SHORTLISTED,),
        facets=_categories,
        facet_column="category",
        rows=_listed,
        public=True,
    )
)
supports = declare(
    counted(
        "proposals.supports",
        label=_("Times supported"),
        definition=_(
            "Supports given, online or written down by staff, each person once a proposal;"
            " authors do not count. One taken back is taken off again."
        ),
        unit=Unit.ATTENDANCE,
        kind=figures.SUPPORT,
        states=(figures.GIVEN,),
        facets=_ways,
        facet_column="",
        rows=_support,
    )
)
supporters = declare(
    counted(
        "proposals.supporters",
        label=_("People who supported"),
        definition=_(
            "People who supported a proposal, each once in a calendar year, on the day of the"
            " first, in the community of that proposal."
        ),
        unit=Unit.PERSON,
        kind=figures.SUPPORT,
        states=(figures.GIVEN,),
        measure="people",
        facets=_ways,
        facet_column="",
        rows=partial(_support, first_of_year=True),
        public=True,
    )
)
to_screen = declare(
    counted(
        "proposals.to_screen",
        label=_("To be screened"),
        definition=_("Proposals that wait for the community's decision, now."),
        unit=Unit.PIECE,
        kind=KIND,
        states=("submitted", "screening"),
        stock=True,
        facets=_sources,
        facet_column="source",
        rows=partial(_standing, ("submitted", "screening")),
    )
)
standing = declare(
    counted(
        "proposals.standing",
        label=_("Proposals on their way"),
        definition=_("Proposals nobody has decided about, by where they stand now."),
        unit=Unit.PIECE,
        kind=KIND,
        states=OPEN,
        stock=True,
        facets=_sources,
        facet_column="source",
        rows=partial(_standing, OPEN),
    )
)
elsewhere = declare(
    counted(
        "proposals.elsewhere",
        label=_("Shown another door"),
        definition=_(
            "Proposals declined or referred in the period; each with its reason and the next door."
        ),
        unit=Unit.PIECE,
        kind=KIND,
        states=ELSEWHERE,
        facets=_sources,
        facet_column="source",
        rows=_shown_elsewhere,
    )
)
success = declare(
    Metric(
        "proposals.success",
        _("Became projects, of those collected"),
        _(
            "Of a hundred proposals collected in the period, those that have a project by now,"
            " joined ones included, whenever that was; the figure of late days still grows."
        ),
        Unit.PERCENT,
        values=_became,
        version=LISTS,
        rows=partial(_made, project__isnull=False),
        compare=False,
    )
)
