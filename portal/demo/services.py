"""Filling an empty database with the demo."""

import datetime as dt
import random
from pathlib import Path

from django.db import transaction
from django.utils import timezone

import core.areas
from core.accounts.models import User
from core.areas.calendar_services import load_calendar
from core.areas.models import Area
from core.counters.services import fold_all
from portal.demo import texts
from portal.demo.clock import storytelling
from portal.demo.councils import make_councils
from portal.demo.inboxes import fill_inboxes, make_reports
from portal.demo.people import HOME, People, make_people
from portal.demo.places import add_fronts, make_centres, make_places
from portal.demo.projects import make_projects
from portal.demo.proposals import make_proposals
from portal.demo.wishes import Storyteller, Told, remember_numbers, write

SEED = 990101
DAYS = 730
# wishes a day over the whole district, rising slowly as people get to know the portal
FEWEST, MOST = 1.2, 3.0
# what the demo accounts find: who, last step, days ago, number of the text
STAGED = [
    ("resident", "report_contact", 16, 2),
    ("resident", "fulfil", 34, 9),
    ("resident", "publish", 5, 10),
    ("", "submit", 4, 10),
    ("", "submit", 1, 33),
    ("", "take_up", 3, 30),
    ("", "take_up", 4, 12),
    ("", "send_back", 5, 25),
    ("", "publish", 12, 18),
    ("", "publish", 4, 7),
    ("", "claim", 9, 3),
    ("", "fulfil", 34, 26),
]


def is_empty() -> bool:
    """Nothing in it yet: no area and no person."""
    return not Area.objects.exists() and not User.objects.exists()


@transaction.atomic
def load() -> int:
    """Make the whole demo; returns the number of wishes. The database must be empty."""
    dice = random.Random(SEED)  # noqa: S311 - a story, not a secret
    _load_calendar()
    places = make_places()
    make_centres(places)
    cast = make_people(places, dice)
    add_fronts(cast.accounts["district"])
    teller = Storyteller(places, cast, dice)
    told = _two_years(teller) + _staged(teller, cast)
    told.sort(key=lambda t: t.moves[0].at)
    write(told)
    remember_numbers(teller.numbers)
    with storytelling():
        make_councils(places, cast, dice)
    make_projects(places, cast)
    make_proposals(places, cast, dice)
    fold_all()
    fill_inboxes(places, cast)
    make_reports(places, cast)
    return len(told)


def _load_calendar() -> None:
    folder = Path(core.areas.__file__).parent / "data"
    for path in sorted(folder.glob("calendar_*.csv")):
        load_calendar(path)


def _two_years(teller: Storyteller) -> list[Told]:
    told = []
    names = list(teller.places.communities)
    for ago in range(DAYS, 0, -1):
        day = timezone.localtime(teller.now - dt.timedelta(days=ago))
        rate = FEWEST + (MOST - FEWEST) * (1 - ago / DAYS)
        if day.weekday() >= 5:
            rate /= 3
        for _ in range(int(rate + teller.dice.random())):
            at = day.replace(hour=teller.dice.randint(8, 19), minute=teller.dice.randint(0, 59))
            told.append(
                teller.tell(teller.dice.choice(names), at, teller.dice.choice(texts.WISHES))
            )
    return [t for t in told if t.moves]


def _staged(teller: Storyteller, cast: People) -> list[Told]:
    """Wishes placed so that each demo account has something to do."""
    told = []
    for who, end, ago, number in STAGED:
        at = timezone.localtime(teller.now - dt.timedelta(days=ago)).replace(hour=10)
        one = teller.tell(HOME, at, texts.WISHES[number], end=end)
        one.wish.is_private = False
        if who:
            _give_to(one, cast.accounts[who])
        for claim in one.claims:
            claim.claimer = cast.accounts["volunteer"]
        told.append(one)
    return told


def _give_to(told: Told, user: User) -> None:
    wish = told.wish
    wish.wisher = wish.submitted_by = user
    wish.contact_name, wish.contact_phone = user.name, user.phone
    wish.spoken_for, wish.consent_basis, wish.channel = "self", "", "web"
