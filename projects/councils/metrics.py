"""The figures of councils and residents' votes, each with its definition (口径)."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Aggregate, Count, F, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import SCOPE_COLUMN, within
from core.counters.metrics import Metric, counted, declare
from core.counters.units import Unit
from projects.councils.ballots.models import Ballot
from projects.councils.ballots.votes import VoterMark
from projects.councils.ballots.workflow import COUNTED, COUNTING, DRAFT, OPEN
from projects.councils.ballots.workflow import KIND as BALLOT
from projects.councils.kinds import Outcome
from projects.councils.meetings.models import Meeting, Motion
from projects.councils.versions import MOTIONS, RESULTS
from projects.delivery.metrics import span

HUNDRED = Decimal(100)
N = Count("pk")
ON_THE_WAY = (DRAFT, OPEN, COUNTING, COUNTED)
Rows = Callable[[dt.date, dt.date], QuerySet[Any]]


def _by_area(rows: Rows, prefix: str, what: Aggregate) -> Callable[..., dict[int, Decimal | None]]:
    """The same figure for many areas: one query for each level among them, because people
    counted once in a district may count once in each of its communities as well."""

    def values(areas: Sequence[Area], since: dt.date, until: dt.date) -> dict[int, Decimal | None]:
        found: dict[int, Decimal | None] = dict.fromkeys((a.pk for a in areas), Decimal(0))
        asked = rows(since, until)
        for name in SCOPE_COLUMN.values():
            column = f"{prefix}{name}_id"
            ids = [a.pk for a in areas if SCOPE_COLUMN.get(Area.Level(a.level), "district") == name]
            if not ids:
                continue
            in_them = asked.filter(**{f"{column}__in": ids}).order_by()
            for row in in_them.values(column).annotate(n=what):
                found[row[column]] = Decimal(row["n"] or 0)
        return found

    return values


def _added_up(rows: Rows, prefix: str, what: Aggregate) -> Callable[..., dict[int, Decimal | None]]:
    """The same figure for many areas where those of the parts add up: one query for all levels."""
    columns = [f"{prefix}{name}_id" for name in SCOPE_COLUMN.values()]

    def values(areas: Sequence[Area], since: dt.date, until: dt.date) -> dict[int, Decimal | None]:
        found: dict[int, Decimal] = dict.fromkeys((a.pk for a in areas), Decimal(0))
        asked = rows(since, until).filter(within(areas, prefix=prefix)).order_by()
        for *chain, n in asked.values_list(*columns).annotate(n=what):
            for pk in found.keys() & {*chain}:
                found[pk] += n or 0
        return {**found}

    return values


def _motions(outcome: str) -> Rows:
    def rows(since: dt.date, until: dt.date) -> QuerySet[Any]:
        start, end = span(since, until)
        return Motion.objects.filter(outcome=outcome, decided_at__gte=start, decided_at__lt=end)

    return rows


def _motion_rows(outcome: str) -> Callable[..., QuerySet[Any]]:
    def rows(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[Any]:
        """Motions are public, so they are for everybody who may see the board."""
        which = within([area], prefix="meeting__")
        return _motions(outcome)(since, until).filter(which).select_related("meeting", "project")

    return rows


def _published(since: dt.date, until: dt.date) -> QuerySet[Any]:
    start, end = span(since, until)
    return Ballot.objects.filter(published_at__gte=start, published_at__lt=end)


def _of_known_size(since: dt.date, until: dt.date) -> QuerySet[Any]:
    return _published(since, until).filter(entitled__gt=0)


def _voters(areas: Sequence[Area], since: dt.date, until: dt.date) -> dict[int, Decimal | None]:
    """Different people have to be told apart row by row."""

    def rows(since: dt.date, until: dt.date) -> QuerySet[Any]:
        return VoterMark.objects.filter(ballot__in=_published(since, until))

    return _by_area(rows, "ballot__", Count("person", distinct=True))(areas, since, until)


def _turnout(areas: Sequence[Area], since: dt.date, until: dt.date) -> dict[int, Decimal | None]:
    """Votes per hundred entitled, of the votes whose result was published."""
    voted = _added_up(_of_known_size, "", Sum("voted"))(areas, since, until)
    entitled = _added_up(_of_known_size, "", Sum("entitled"))(areas, since, until)
    return {
        pk: (HUNDRED * (voted[pk] or 0) / whole).quantize(Decimal("0.1")) if whole else None
        for pk, whole in entitled.items()
    }


def _meetings(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[Any]:
    start, end = span(since, until)
    rows = Meeting.objects.within(area).filter(opened_at__gte=start, opened_at__lt=end)
    return rows.select_related("council")


WORTH = {"binding": True, "advisory": False}  # what a vote decides, as its column holds it


def _worth() -> dict[str, Any]:
    """What a vote decides, as the facet of its figures."""
    return {"binding": _("It decides"), "advisory": _("It advises the council")}


def _ballots(
    moment: str, area: Area, since: dt.date, until: dt.date, user: User
) -> QuerySet[Ballot]:
    start, end = span(since, until)
    rows = Ballot.objects.visible_to(user).within(area)
    found: QuerySet[Ballot] = rows.filter(**{f"{moment}__gte": start, f"{moment}__lt": end})
    return found


def _sized(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[Ballot]:
    return _ballots("published_at", area, since, until, user).filter(entitled__gt=0)


def _on_the_way(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[Ballot]:
    rows = Ballot.objects.visible_to(user).within(area)
    found: QuerySet[Ballot] = rows.filter(status__in=ON_THE_WAY)
    return found


meetings = declare(
    counted(
        "councils.meetings",
        label=_("Council meetings"),
        definition=_("Meetings of residents' councils that were opened."),
        unit=Unit.PIECE,
        kind="meeting",
        states=("in_session",),
        rows=_meetings,
        public=True,
    )
)
ballots = declare(
    counted(
        "councils.ballots",
        label=_("Votes of residents"),
        definition=_("Votes of residents whose result was published."),
        unit=Unit.PIECE,
        kind=BALLOT,
        states=("published",),
        facets=_worth,
        facet_column="is_binding",
        facet_values=WORTH,
        rows=partial(_ballots, "published_at"),
        public=True,
    )
)
standing = declare(
    counted(
        "councils.standing",
        label=_("Votes on their way"),
        definition=_("Votes of residents that are prepared, open or being counted now."),
        unit=Unit.PIECE,
        kind=BALLOT,
        states=ON_THE_WAY,
        stock=True,
        facets=_worth,
        facet_column="is_binding",
        facet_values=WORTH,
        rows=_on_the_way,
    )
)
passed = declare(
    Metric(
        "councils.passed",
        _("Motions passed"),
        _("Motions that reached the majority of the charter, on the day they were counted."),
        Unit.CASE,
        values=_added_up(_motions(Outcome.PASSED), "meeting__", N),
        version=MOTIONS,
        rows=_motion_rows(Outcome.PASSED),
        public=True,
    )
)
failed = declare(
    Metric(
        "councils.failed",
        _("Motions failed"),
        _("Motions that did not reach the majority of the charter."),
        Unit.CASE,
        values=_added_up(_motions(Outcome.FAILED), "meeting__", N),
        version=MOTIONS,
        rows=_motion_rows(Outcome.FAILED),
        public=True,
    )
)
votes = declare(
    Metric(
        "councils.votes",
        _("Votes cast"),
        _("Votes cast online and on paper, of the votes whose result was published in these days."),
        Unit.ATTENDANCE,
        values=_added_up(_published, "", Sum("voted")),
        version=RESULTS,
        rows=partial(_ballots, "published_at"),
        worth=F("voted"),
        public=True,
    )
)
voters = declare(
    Metric(
        "councils.voters",
        _("People who voted"),
        _(
            "People on the voters' rolls of the votes whose result was published in these days,"
            " each once however often she voted: online, with a code, or with a paper handed out"
            " to her."
        ),
        Unit.PERSON,
        values=_voters,
        version=RESULTS,
        rows=partial(_ballots, "published_at"),
        worth=Count("marks"),
        public=True,
    )
)
turnout = declare(
    Metric(
        "councils.turnout",
        _("Turnout"),
        _(
            "Votes per hundred people entitled, of the votes whose result was published in these"
            " days; votes without a known number of entitled people do not count."
        ),
        Unit.PERCENT,
        values=_turnout,
        version=RESULTS,
        rows=_sized,
        worth=HUNDRED * F("voted") / F("entitled"),
        public=True,
    )
)
