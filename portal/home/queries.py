"""What the front page knows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from centres.directory.models import ServiceCentre
from centres.directory.queries import centre_of, open_state, week_of
from core.accounts.models import User
from core.areas.models import Area
from core.workflow.queries import timeline
from projects.councils.ballots.models import Ballot
from projects.delivery.public_notices import PublicNotice
from projects.disclosure import queries as disclosure
from projects.proposals.calls import CallForProposals
from volunteers.wishes.models import MicroWish
from volunteers.wishes.queries import Filters, my_wishes, wall
from volunteers.wishes.states import OPEN

SHOWN_STEPS = 4
FRESH = 4
MOST_COMMUNITIES = 300


def centre_with_state(community: Area | None) -> ServiceCentre | None:
    """The centre that answers for a community, with `state` and `today` on it."""
    centre = centre_of(community) if community else None
    if centre:
        centre.state = open_state(centre)
        centre.today = week_of(centre)[0]
    return centre


@dataclass(frozen=True)
class Followed:
    """A wish of one's own with its newest steps."""

    wish: MicroWish
    steps: list[dict[str, Any]]


def followed_wish(user: User) -> Followed | None:
    """The newest wish of this person that is still on its way; none is no card."""
    wish = my_wishes(user).filter(wisher=user, status__in=OPEN).first()
    if wish is None:
        return None
    steps = [
        {
            "title": step.said,
            "at": step.record.at,
            "detail": wish.area.name if step.now else "",
            "state": "now" if step.now else "done",
        }
        for step in timeline(wish)[:SHOWN_STEPS]
    ]
    return Followed(wish, steps)


def fresh_wishes(community: Area | None) -> list[MicroWish]:
    """The newest wishes waiting for a helper: of the community, or of everywhere if it has none."""
    waiting = ("published",)
    if community:
        own = list(wall(Filters(statuses=waiting, area=community))[:FRESH])
        if own:
            return own
    return list(wall(Filters(statuses=waiting))[:FRESH])


@dataclass(frozen=True)
class OpenNow:
    """What a resident can have a say in today: calls, votes and notices of her community."""

    calls: list[CallForProposals]
    ballots: list[Ballot]
    notices: list[PublicNotice]

    def __bool__(self) -> bool:
        return bool(self.calls or self.ballots or self.notices)


def open_now(community: Area | None) -> OpenNow:
    """Of one's own community, or of everywhere. Three queries, two where none is chosen."""
    calls = disclosure.open_calls(community, count=2) if community else []
    return OpenNow(calls, disclosure.open_ballots(community), disclosure.in_notice(community))


def communities_named(text: str) -> dict[str, list[Area]]:
    """Communities by subdistrict, all of them or those whose name or initials fit."""
    rows = Area.objects.filter(level=Area.Level.COMMUNITY).select_related("subdistrict", "parent")
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(pinyin__startswith=text.lower()))
    found: dict[str, list[Area]] = {}
    for area in rows.order_by("code")[:MOST_COMMUNITIES]:
        above = area.subdistrict or area.parent
        found.setdefault(above.name if above else "", []).append(area)
    return found


def district_of(community: Area | None) -> Area | None:
    """Where a complaint goes: the district of the community, or the only one there is."""
    if community and community.district_id:
        return Area.objects.filter(pk=community.district_id).first()
    return Area.objects.filter(level=Area.Level.DISTRICT).order_by("code").first()
