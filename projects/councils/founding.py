"""Verbs on a council itself: found it, give it a charter, terms and members."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.workflow.errors import Refused
from projects.councils.bodies import (
    CouncilCharter,
    CouncilMember,
    CouncilTerm,
    ResidentsCouncil,
)
from projects.councils.kinds import Elected, MemberRole
from projects.councils.majority import MAJORITY, QUORUM, Share
from projects.councils.rules import require


@transaction.atomic
def found_council(
    area: Area, *, by: User | None, name: str, text: str, founded_on: dt.date | None = None
) -> ResidentsCouncil:
    """A council with the first version of its charter: quorum 2/3, more than half say yes.

    Raises NotAllowed; Refused when the area has one already.
    """
    require(by, area)
    if ResidentsCouncil.objects.filter(area=area).exists():
        raise Refused(_("This area has a residents' council already."), field="name")
    council = ResidentsCouncil.objects.create(area=area, name=name, founded_on=founded_on)
    adopt_charter(council, by=by, text=text, since=founded_on or timezone.localdate())
    return council


@transaction.atomic
def adopt_charter(
    council: ResidentsCouncil,
    *,
    by: User | None,
    text: str,
    since: dt.date | None = None,
    quorum: Share = QUORUM,
    majority: Share = MAJORITY,
    days_between_meetings: int = 31,
) -> CouncilCharter:
    """The next version of the charter; the earlier ones stay as they are, and so does what was
    decided by them. Raises NotAllowed; Refused for a day that is over."""
    require(by, council.area)
    ResidentsCouncil.objects.select_for_update().get(pk=council.pk)
    last = council.charters.aggregate(last=Max("version"))["last"] or 0
    if by is not None and last and since is not None and since < timezone.localdate():
        raise Refused(_("A new charter holds from today on at the earliest."), field="since")
    return CouncilCharter.objects.create(
        council=council,
        version=last + 1,
        text=text,
        since=since or timezone.localdate(),
        quorum_numerator=quorum.numerator,
        quorum_denominator=quorum.denominator,
        majority_numerator=majority.numerator,
        majority_denominator=majority.denominator,
        majority_is_more_than=majority.more_than,
        days_between_meetings=days_between_meetings,
        by=by,
    )


def begin_term(
    council: ResidentsCouncil,
    *,
    by: User | None,
    number: int,
    since: dt.date,
    seats: int,
    until: dt.date | None = None,
) -> CouncilTerm:
    """A term as it was before the portal; later ones begin with an election."""
    require(by, council.area)
    return CouncilTerm.objects.create(
        council=council, number=number, since=since, until=until, seats=seats
    )


def note_party_members(term: CouncilTerm, *, by: User | None, number: int | None) -> None:
    """How many members of the term are in the Party: a number, never who. Raises Refused."""
    require(by, term.council.area)
    if number is not None and number > term.seats:
        raise Refused(_("That is more than the council has seats."), field="party_members")
    term.party_members = number
    term.save(update_fields=["party_members"])


def seat_member(
    council: ResidentsCouncil,
    *,
    by: User | None,
    display_name: str,
    user: User | None = None,
    phone: str = "",
    role: str = MemberRole.MEMBER,
    elected: str = Elected.ELECTION,
    since: dt.date | None = None,
    **more: Any,
) -> CouncilMember:
    """A member takes office in the running term. Raises NotAllowed."""
    require(by, council.area)
    return CouncilMember.objects.create(
        council=council,
        term=council.terms.first(),
        display_name=display_name,
        user=user,
        phone=phone,
        role=role,
        elected=elected,
        since=since or timezone.localdate(),
        **more,
    )


def leave_office(member: CouncilMember, *, by: User | None, on: dt.date | None = None) -> None:
    """The member's last day. Raises NotAllowed; Refused for a day before the first."""
    require(by, member.council.area)
    last = on or timezone.localdate()
    if last < member.since:
        raise Refused(_("That is before the day of taking office."), field="until")
    member.until = last
    member.save(update_fields=["until"])
