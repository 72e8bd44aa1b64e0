"""Reads that span councils, meetings and votes, for pages and lists."""

from django.db.models import Count, Q, QuerySet

from core.accounts.models import User
from core.areas.scope import within
from projects.councils.ballots.models import Ballot
from projects.councils.bodies import ResidentsCouncil
from projects.councils.elections.models import CouncilElection
from projects.councils.kinds import Outcome
from projects.councils.meetings.models import Meeting
from projects.councils.rules import RUN


def mine(user: User) -> Q:
    """Rows of the areas whose councils this person runs."""
    return within(user.areas_where(RUN))


def my_councils(user: User) -> QuerySet[ResidentsCouncil]:
    return ResidentsCouncil.objects.filter(mine(user)).select_related("area").order_by("name")


def meetings_of(user: User) -> QuerySet[Meeting]:
    """The meetings one runs, newest first."""
    rows = Meeting.objects.filter(mine(user)).select_related("council", "area")
    return rows.order_by("-starts_at", "-id")


def ballots_of(user: User) -> QuerySet[Ballot]:
    """The votes one runs, newest first."""
    rows = Ballot.objects.filter(mine(user)).select_related("area")
    return rows.order_by("-id")


def elections_of(user: User) -> QuerySet[CouncilElection]:
    rows = CouncilElection.objects.filter(mine(user)).select_related("council", "area")
    return rows.order_by("-id")


def public_ballots() -> QuerySet[Ballot]:
    """Open and past votes, newest first."""
    return Ballot.objects.visible_to(None).select_related("area", "call").order_by("-id")


def public_meetings(council: ResidentsCouncil) -> QuerySet[Meeting]:
    """A council's meetings, newest first, with how many motions passed and failed."""
    passed = Count("motions", filter=Q(motions__outcome=Outcome.PASSED))
    failed = Count("motions", filter=Q(motions__outcome=Outcome.FAILED))
    rows = council.meetings.annotate(passed=passed, failed=failed)
    return rows.order_by("-starts_at", "-id")


def turnout(ballot: Ballot) -> int:
    """How many people have voted, by every way: agreed paper, codes used, accounts."""
    return int(ballot.sheets.count())


def by_way(ballot: Ballot) -> dict[str, int]:
    """How many votes came in by each way."""
    rows = ballot.sheets.values("way").annotate(n=Count("pk")).order_by("way")
    return {str(row["way"]): int(row["n"]) for row in rows}
