"""The figures of wishes, each with its definition (口径)."""

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
from volunteers.wishes import figures
from volunteers.wishes.claims import Claim
from volunteers.wishes.kinds import WishKind
from volunteers.wishes.models import MicroWish
from volunteers.wishes.states import ELSEWHERE, KIND, OPEN


def _kinds() -> dict[str, Any]:
    return dict(WishKind.choices)


def span(since: dt.date, until: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From midnight of the first day to midnight after the last, in Shanghai."""
    zone = timezone.get_default_timezone()
    start = dt.datetime.combine(since, dt.time.min, tzinfo=zone)
    return start, dt.datetime.combine(until + dt.timedelta(days=1), dt.time.min, tzinfo=zone)


def _dated(
    field: str, area: Area, since: dt.date, until: dt.date, user: User, **more: Any
) -> QuerySet[MicroWish]:
    start, end = span(since, until)
    dated = {f"{field}__gte": start, f"{field}__lt": end}
    return MicroWish.objects.in_areas_of(user).within(area).filter(**dated, **more)


def _standing(
    states: Sequence[str], area: Area, since: dt.date, until: dt.date, user: User
) -> QuerySet[MicroWish]:
    return MicroWish.objects.in_areas_of(user).within(area).filter(status__in=states)


def _claims(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[Claim]:
    start, end = span(since, until)
    mine = within(user.areas_where("wishes.see"), prefix="wish__")
    rows = Claim.objects.filter(mine & within([area], prefix="wish__"))
    rows = rows.filter(claimed_at__gte=start, claimed_at__lt=end)
    return rows.filter(ended_how__in=("", "fulfilled")).select_related("wish")


def _late(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[MicroWish]:
    return _standing(("published",), area, since, until, user).filter(due_at__lt=timezone.now())


def _late_by_area(
    areas: Sequence[Area], since: dt.date, until: dt.date
) -> dict[int, Decimal | None]:
    """How many wait too long in each area, by the index of state and deadline."""
    rows = MicroWish.objects.filter(within(areas), status="published", due_at__lt=timezone.now())
    columns = [f"{column}_id" for column in SCOPE_COLUMN.values()]
    tally = {area.pk: Decimal(0) for area in areas}
    for row in rows.values(*columns).annotate(n=Count("pk")).order_by():
        for place in {row[column] for column in columns} & tally.keys():
            tally[place] += row["n"]
    return dict(tally)


submitted = declare(
    counted(
        "wishes.submitted",
        label=_("Wishes made"),
        definition=_("Wishes that came in, by every channel, each once; drafts do not count."),
        unit=Unit.PIECE,
        kind=figures.STEPS,
        states=(figures.MADE,),
        facets=_kinds,
        rows=partial(_dated, "created_at"),
        public=True,
    )
)
by_proxy = declare(
    counted(
        "wishes.by_proxy",
        label=_("Entered for others"),
        definition=_("Of the wishes made, those that staff, a housekeeper or a relative entered."),
        unit=Unit.PIECE,
        kind=figures.STEPS,
        states=(figures.MADE,),
        measure="by_proxy",
        facets=_kinds,
        rows=lambda area, since, until, user: _dated(
            "created_at", area, since, until, user
        ).exclude(spoken_for="self"),
    )
)
published = declare(
    counted(
        "wishes.published",
        label=_("Wishes published"),
        definition=_("Wishes that came on the wall for the first time, private ones included."),
        unit=Unit.PIECE,
        kind=figures.STEPS,
        states=(figures.PUBLISHED,),
        facets=_kinds,
        rows=partial(_dated, "published_at"),
        public=True,
    )
)
claims = declare(
    counted(
        "wishes.claims",
        label=_("Claims"),
        definition=_(
            "Promises to fulfil a wish, on the day they were made. One that was given up,"
            " lapsed, turned down or whose wish was withdrawn is taken off again. A group"
            " counts once for each member."
        ),
        unit=Unit.CASE,
        kind=figures.CLAIMS,
        states=(figures.TAKEN,),
        facets=_kinds,
        rows=_claims,
    )
)
items = declare(
    counted(
        "wishes.items",
        label=_("Service items claimed"),
        definition=_(
            "Service items that helpers promised, on the day of the promise; a promise that"
            " ended unfulfilled is taken off again. One wish may hold several items, so this is"
            " not the number of people helped."
        ),
        unit=Unit.CASE,
        kind=figures.CLAIMS,
        states=(figures.TAKEN,),
        measure="items",
        facets=_kinds,
        rows=_claims,
        public=True,
    )
)
closed = declare(
    counted(
        "wishes.closed",
        label=_("Wishes come true"),
        definition=_("Wishes the wisher, or staff who asked her, confirmed as come true."),
        unit=Unit.PIECE,
        kind=KIND,
        states=("closed",),
        facets=_kinds,
        rows=partial(_dated, "closed_at"),
        public=True,
    )
)
people = declare(
    counted(
        "wishes.people",
        label=_("People helped"),
        definition=_(
            "People with a wish come true, each once in a calendar year, on the day of the"
            " first. The same account, or the same phone and name, is the same person."
        ),
        unit=Unit.PERSON,
        kind=KIND,
        states=("closed",),
        measure="people",
        facets=_kinds,
        rows=partial(_dated, "closed_at", first_help_of_year=True),
        public=True,
    )
)
yuan = declare(
    counted(
        "wishes.yuan",
        label=_("Value of wishes come true"),
        definition=_("Estimated value in yuan of the wishes come true; no money passes through."),
        unit=Unit.YUAN,
        kind=KIND,
        states=("closed",),
        measure="yuan",
        facets=_kinds,
        rows=partial(_dated, "closed_at"),
        public=True,
    )
)
median_days = declare(
    counted(
        "wishes.median_days",
        label=_("Days until come true"),
        definition=_(
            "Median of the days from first publication to confirmation, of the wishes come true"
            " in the period."
        ),
        unit=Unit.DAY,
        kind=figures.STEPS,
        states=(figures.CLOSED,),
        measure=figures.DAYS_TAKEN,
        spread=True,
        facets=_kinds,
        rows=partial(_dated, "closed_at"),
        public=True,
    )
)
elsewhere = declare(
    counted(
        "wishes.elsewhere",
        label=_("Shown another door"),
        definition=_(
            "Wishes that were referred or could not be taken up, on the day it was decided; each"
            " got a reason and where to turn instead. Those taken back do not count."
        ),
        unit=Unit.PIECE,
        kind=KIND,
        states=ELSEWHERE,
        facets=_kinds,
        rows=partial(_dated, "status_since", status__in=ELSEWHERE),
    )
)
standing = declare(
    counted(
        "wishes.standing",
        label=_("Wishes on their way"),
        definition=_("Wishes that have not ended, by where they stand now."),
        unit=Unit.PIECE,
        kind=KIND,
        states=OPEN,
        stock=True,
        facets=_kinds,
        rows=partial(_standing, OPEN),
    )
)
waiting = declare(
    counted(
        "wishes.waiting",
        label=_("Waiting for a helper"),
        definition=_("Wishes on the wall that nobody has taken on now, private ones included."),
        unit=Unit.PIECE,
        kind=KIND,
        states=("published",),
        stock=True,
        facets=_kinds,
        rows=partial(_standing, ("published",)),
        public=True,
    )
)
unclaimed = declare(
    Metric(
        "wishes.unclaimed",
        _("Waiting too long"),
        _("Wishes on the wall past the area's mark for looking for a partner (7 days at first)."),
        Unit.PIECE,
        values=_late_by_area,
        rows=_late,
        now=True,
        compare=False,
    )
)
to_verify = declare(
    counted(
        "wishes.to_verify",
        label=_("To be verified"),
        definition=_("Wishes that wait for the community to look into them, now."),
        unit=Unit.PIECE,
        kind=KIND,
        states=("submitted", "verifying"),
        stock=True,
        facets=_kinds,
        rows=partial(_standing, ("submitted", "verifying")),
    )
)
completion = declare(
    Metric(
        "wishes.completion",
        _("Come true, of those published"),
        _("Wishes come true in the period per hundred published in it."),
        Unit.PERCENT,
        parts=(closed, published),
        combine=share,
    )
)
