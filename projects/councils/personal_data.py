"""What the council's room knows of a person, how long, and what goes with the account."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.privacy import registry, retention
from projects.councils.ballots.votes import VoterMark
from projects.councils.bodies import CouncilMember
from projects.councils.elections.models import ElectionCandidate

ROLL_DAYS = 180  # after the result: so long somebody may ask whether a roll was right
OFFICE_DAYS = 365  # after leaving office, or after an election
_NO_PHONE = {"phone": "", "phone_index": ""}


def collected(user: Any) -> dict[str, Any]:
    """Where this person voted (never what), and her time in councils."""
    marks = VoterMark.objects.filter(user=user).select_related("ballot").order_by("pk")
    members = CouncilMember.objects.filter(user=user).select_related("council").order_by("pk")
    found: dict[str, Any] = {
        "voted": [
            {"vote": m.ballot.code, "title": m.ballot.title, "on": m.on.isoformat(), "how": m.way}
            for m in marks
        ],
        "councils": [
            {
                "council": m.council.name,
                "name": m.display_name,
                "part": m.role,
                "since": m.since.isoformat(),
                "until": m.until.isoformat() if m.until else None,
            }
            for m in members
        ],
    }
    return {name: rows for name, rows in found.items() if rows}


def forget(user: Any) -> None:
    """The account goes from rolls and councils; that somebody voted stays counted."""
    VoterMark.objects.filter(user=user).update(user=None)
    VoterMark.objects.filter(marked_by=user).update(marked_by=None)
    CouncilMember.objects.filter(user=user).update(user=None, **_NO_PHONE)
    ElectionCandidate.objects.filter(user=user).update(user=None, **_NO_PHONE)


def erase_rolls(cutoff: dt.datetime) -> int:
    """Take the accounts off rolls of votes whose result is long published; the keyed marks stay,
    so that people who voted can still be counted."""
    rows = VoterMark.objects.filter(ballot__published_at__lt=cutoff)
    return rows.exclude(user=None, marked_by=None).update(user=None, marked_by=None)


def erase_phones(cutoff: dt.datetime) -> int:
    """Nobody calls a former member or candidate to meetings."""
    members = CouncilMember.objects.filter(until__lt=cutoff.date()).exclude(phone="")
    stood = ElectionCandidate.objects.filter(
        election__status__in=("concluded", "annulled"), election__status_since__lt=cutoff
    ).exclude(phone="")
    return members.update(**_NO_PHONE) + stood.update(**_NO_PHONE)


registry.declare(registry.PersonalData("councils", _("Councils and votes"), collected, forget))
retention.declare(
    retention.Rule(
        "voters_rolls",
        "projects.VoterMark",
        ROLL_DAYS,
        erase_rolls,
        _("After the result has stood for a while, nobody needs to know which account voted."),
    )
)
retention.declare(
    retention.Rule(
        "council_phones",
        "projects.CouncilMember",
        OFFICE_DAYS,
        erase_phones,
        _("Nobody calls former members and candidates to meetings."),
    )
)
