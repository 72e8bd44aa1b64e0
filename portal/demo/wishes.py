"""Two years of wishes, told step by step as they would have gone."""

import datetime as dt
import random
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from core.accounts.models import User
from core.areas.models import Area
from core.counters.services import gathered
from core.counters.versions import bump
from core.numbers.codes import new_tracking_code
from core.numbers.models import CodeSequence
from core.workflow.history import History, Move, write_histories
from portal.demo import people, texts
from portal.demo.people import People
from portal.demo.places import Places
from portal.demo.texts import WishText
from volunteers.wishes.claims import Claim
from volunteers.wishes.effects import WALL
from volunteers.wishes.figures import all_steps, claim_taken
from volunteers.wishes.kinds import (
    AgeBand,
    Channel,
    ClaimEnd,
    ConsentBasis,
    ContactMode,
    NextDoor,
    SpokenFor,
)
from volunteers.wishes.models import MicroWish

PREFIX = "YL"
HOURS = dt.timedelta(hours=1)


@dataclass
class Told:
    """One wish with its moves and claims, not yet written."""

    wish: MicroWish
    moves: list[Move] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


class Storyteller:
    """Tells wishes with one pair of dice, so every demo tells the same two years."""

    def __init__(self, places: Places, cast: People, dice: random.Random) -> None:
        self.places, self.cast, self.dice = places, cast, dice
        self.now = timezone.now()
        self.numbers: Counter[int] = Counter()
        self.helped: set[tuple[int, uuid.UUID]] = set()
        self.persons: dict[str, list[tuple[uuid.UUID, str, str]]] = {}

    def tell(self, community: str, at: dt.datetime, text: WishText, *, end: str = "") -> Told:
        """One wish of a community from `at` on; `end` names the last step, chance decides else."""
        area = self.places.communities[community]
        told = Told(self._wish(area, community, at, text))
        self._walk(told, community, at, end or self._fate())
        told.moves = [m for m in told.moves if m.at <= self.now]
        self._settle(told)
        return told

    def _fate(self) -> str:
        fates = {"confirm": 82, "withdraw": 4, "decline": 3, "refer": 4, "give_up": 4, "lapse": 3}
        return self.dice.choices(list(fates), list(fates.values()))[0]

    def _wish(self, area: Area, community: str, at: dt.datetime, text: WishText) -> MicroWish:
        dice = self.dice
        year = timezone.localdate(at).year
        self.numbers[year] += 1
        known = self.persons.setdefault(community, [])
        if not known or dice.random() < 0.6:
            place = 60000 + len(known) + 1000 * int(area.code[-1]) + 10000 * int(area.code[-4])
            known.append((uuid.UUID(int=dice.getrandbits(128)), people.name(dice), str(place)))
        person, who, number = dice.choice(known)
        by_proxy = dice.random() < 0.7
        clerk = self.cast.clerks[community]
        minor = text.band == AgeBand.UNDER_14
        return MicroWish(
            code=f"{PREFIX}-{year}-{self.numbers[year]:04d}",
            area=area,
            title=text.title,
            story=text.story,
            kind=text.kind,
            estimated_value=text.value,
            age_band=text.band,
            contact_name=who,
            contact_phone=people.phone(int(number)),
            contact_address=f"{community}{dice.randint(1, 6)} 栋 {dice.randint(201, 904)}",
            person=person,
            tracking_code=new_tracking_code(),
            submitted_by=clerk if by_proxy else None,
            spoken_for=SpokenFor.STAFF if by_proxy else SpokenFor.SELF,
            consent_basis=dice.choice(
                [ConsentBasis.HOME_VISIT, ConsentBasis.PHONE_CALL, ConsentBasis.COUNTER]
            )
            if by_proxy
            else "",
            guardian_name=people.name(dice) if minor else "",
            guardian_phone=people.phone(int(number) + 500) if minor else "",
            guardian_agreed_at=at if minor else None,
            channel=dice.choice([Channel.PHONE, Channel.COUNTER, Channel.PAPER])
            if by_proxy
            else Channel.WEB,
            contact_mode=ContactMode.DIRECT if dice.random() < 0.2 else ContactMode.GO_BETWEEN,
            is_private=dice.random() < 0.04,
        )

    def _later(self, at: dt.datetime, low: float, high: float) -> dt.datetime:
        """Some days on, within waking hours."""
        moved = timezone.localtime(at + dt.timedelta(days=self.dice.uniform(low, high)))
        hour, minute = self.dice.randint(9, 17), self.dice.randint(0, 59)
        return max(moved.replace(hour=hour, minute=minute), at + HOURS)

    def _walk(self, told: Told, community: str, at: dt.datetime, fate: str) -> None:
        dice, wish, clerk = self.dice, told.wish, self.cast.clerks[community]

        def go(name: str, when: dt.datetime, by: User | None = None, **more: Any) -> dt.datetime:
            told.moves.append(Move(name, when, by, **more))
            return when

        starter = clerk if wish.submitted_by else None
        go("submit", at, starter, part="staff" if starter else "wisher", channel=wish.channel)
        if fate == "submit":
            return
        at = go("take_up", self._later(at, 0.1, 1.5), clerk)
        if fate == "take_up":
            return
        if fate == "send_back" or dice.random() < 0.08:
            at = go("send_back", self._later(at, 0.1, 1), clerk, note=dice.choice(texts.QUESTIONS))
            if fate == "send_back":
                return
            at = go("resubmit", self._later(at, 0.5, 3), clerk)
            at = go("take_up", self._later(at, 0.1, 1), clerk)
        if fate in ("decline", "refer"):
            words = texts.DECLINES if fate == "decline" else texts.REFERRALS
            wish.next_door = NextDoor.PROPERTY if fate == "decline" else NextDoor.ASSISTANCE
            go(fate, self._later(at, 0.2, 1), clerk, note=dice.choice(words))
            return
        at = go("publish", self._later(at, 0.2, 1), clerk)
        if fate == "publish":
            return
        if fate == "withdraw":
            go("withdraw", self._later(at, 1, 6), clerk)
            return
        at = self._helped(told, community, at, fate, go)

    def _helped(self, told: Told, community: str, at: dt.datetime, fate: str, go: Any) -> Any:
        helper = self._helper(community)
        if fate in ("give_up", "lapse"):
            at = self._claim(told, go, self._later(at, 0.5, 5), helper)
            wait = (7.01, 7.02) if fate == "lapse" else (1, 4)
            at = go(fate, at + dt.timedelta(days=self.dice.uniform(*wait)), self._who(fate, helper))
            self._end(told, at, ClaimEnd.LAPSED if fate == "lapse" else ClaimEnd.GIVEN_UP)
            helper = self._helper(community)
        at = self._claim(told, go, self._later(at, 0.3, 6), helper)
        if fate == "claim":
            return at
        at = go("report_contact", self._later(at, 0.5, 4), helper, part="claimer")
        told.claims[-1].contacted_at = at
        if fate == "report_contact":
            return at
        at = go("fulfil", self._later(at, 1, 14), helper, part="claimer")
        if fate == "fulfil":
            return at
        if self.dice.random() < 0.02:
            at = go("dispute", self._later(at, 0.5, 2), self.cast.clerks[community])
            at = go("fulfil", self._later(at, 1, 5), helper, part="claimer")
        at = go("confirm", self._later(at, 0.3, 5), self.cast.clerks[community])
        self._end(told, at, ClaimEnd.FULFILLED)
        return at

    def _helper(self, community: str) -> User:
        return self.dice.choice(self.cast.volunteers[community])

    @staticmethod
    def _who(fate: str, helper: User) -> User | None:
        return None if fate == "lapse" else helper

    def _claim(self, told: Told, go: Any, at: dt.datetime, helper: User) -> dt.datetime:
        claim = Claim(
            wish=told.wish,
            claimer=helper,
            seat=1,
            unit_label=self.dice.choice(texts.UNITS),
            promise=self.dice.choice(texts.PROMISES),
            items=self.dice.choice([1, 1, 1, 2]),
            claimed_at=at,
        )
        told.claims.append(claim)
        return go("claim", at, helper, part="volunteer")

    @staticmethod
    def _end(told: Told, at: dt.datetime, how: ClaimEnd) -> None:
        told.claims[-1].ended_at, told.claims[-1].ended_how = at, how

    def _settle(self, told: Told) -> None:
        """Give the wish what the steps that have happened by now would have written on it."""
        wish = told.wish
        done = {m.name: m.at for m in told.moves}
        text = next(t for t in texts.WISHES if t.title == wish.title)
        if "publish" in done:
            wish.public_title, wish.public_text = text.public_title, text.public_text
            wish.published_at = done["publish"]
        if not {"decline", "refer"} & done.keys():
            wish.next_door = ""
        told.claims = [c for c in told.claims if c.claimed_at <= self.now]
        for claim in told.claims:
            if claim.ended_at and claim.ended_at > self.now:
                claim.ended_at, claim.ended_how = None, ""
            if claim.contacted_at and claim.contacted_at > self.now:
                claim.contacted_at = None
        if "confirm" in done:
            self._close(wish, done["confirm"])

    def _close(self, wish: MicroWish, at: dt.datetime) -> None:
        wish.closed_at = at
        helped = (timezone.localdate(at).year, wish.person)
        wish.first_help_of_year = helped not in self.helped
        self.helped.add(helped)
        if self.dice.random() < 0.3:
            wish.thank_you = self.dice.choice(texts.THANKS)


def write(told: list[Told]) -> None:
    """Store the wishes with logs, claims and figures."""
    histories: list[History] = [(t.wish, t.moves) for t in told]
    write_histories(histories)
    claims = [c for t in told for c in t.claims]
    for claim in claims:
        claim.wish = claim.wish  # again: its number came with the insert
    Claim.objects.bulk_create(claims)
    with gathered():
        all_steps(t.wish for t in told)
        for claim in claims:
            if claim.ended_how in ("", ClaimEnd.FULFILLED):
                claim_taken(claim.wish, claim)
    bump(WALL)


def remember_numbers(numbers: Counter[int]) -> None:
    """The next wish made by hand goes on counting after the told ones."""
    CodeSequence.objects.bulk_create(
        CodeSequence(prefix=PREFIX, year=year, last=last) for year, last in numbers.items()
    )
