"""What a step of a wish does beside moving it. Runs under the lock, in the engine's transaction.

What an effect returns goes into the log and holds nothing personal.
"""

from typing import Any

from django.db import connection
from django.utils import timezone

from core.counters.versions import bump
from core.workflow.errors import WrongState
from core.workflow.table import Call
from volunteers.wishes import figures, telling
from volunteers.wishes.guards import TOO_LATE
from volunteers.wishes.kinds import ClaimEnd, NextDoor

WALL = "wishes"  # the version of everything shown on the public wall


def active(wish: Any) -> Any:
    """The claims that hold now, first seat first."""
    return wish.claims.filter(ended_at__isnull=True).select_related("claimer").order_by("seat")


def for_her(wish: Any, call: Call) -> dict[str, Any]:
    """Notes in the log when somebody else spoke for the wisher."""
    own = call.by is not None and call.by.pk == wish.wisher_id
    return {} if own else {"for": "wisher"}


def take_up(wish: Any, call: Call) -> None:
    telling.wisher(wish, "wishes.taken_up", call)


def publish(wish: Any, call: Call) -> None:
    """Put the public words on the wall, at its top."""
    for field in ("public_title", "public_text"):
        setattr(wish, field, str(call.data.get(field) or getattr(wish, field)).strip())
    wish.published_at = call.at
    figures.published(wish)
    bump(WALL)
    telling.wisher(wish, "wishes.published", call)


def send_back(wish: Any, call: Call) -> None:
    telling.wisher(wish, "wishes.sent_back", call)


def resubmit(wish: Any, call: Call) -> dict[str, Any]:
    telling.staff(wish, "wishes.resubmitted", call)
    return for_her(wish, call)


def end_elsewhere(wish: Any, call: Call) -> dict[str, Any]:
    """Declined or referred: with the reason goes the next door."""
    wish.next_door = str(call.data.get("next_door") or NextDoor.WINDOW)
    telling.wisher(wish, "wishes.elsewhere", call)
    return {"next_door": wish.next_door}


def claim(wish: Any, call: Call) -> dict[str, Any]:
    """One active claim on the lowest free seat; the database refuses a seat taken twice."""
    taken = set(active(wish).values_list("seat", flat=True))
    seat = next((n for n in range(1, wish.seats + 1) if n not in taken), None)
    if seat is None:
        raise WrongState(TOO_LATE, status=wish.status)
    made = wish.claims.create(
        claimer=call.by,
        seat=seat,
        unit_label=str(call.data.get("unit_label") or "").strip(),
        promise=str(call.data.get("promise") or "").strip(),
        promised_for=call.data.get("promised_for"),
        items=int(call.data.get("items") or 1),
        claimed_at=call.at,
    )
    figures.claim_taken(wish, made)
    bump(WALL)
    telling.claim_made(wish, made, call)
    return {"claim": made.pk, "seat": seat, "items": made.items}


def report_contact(wish: Any, call: Call) -> None:
    active(wish).filter(claimer=call.by).update(contacted_at=call.at)
    bump(WALL)
    telling.wisher(wish, "wishes.contacted", call)


def _end(wish: Any, claims: Any, how: ClaimEnd, call: Call) -> list[Any]:
    ended = list(claims)
    for one in ended:
        one.ended_at, one.ended_how = call.at, how
        one.save(update_fields=["ended_at", "ended_how"])
        if how != ClaimEnd.FULFILLED:
            figures.claim_undone(wish, one)
    bump(WALL)
    return ended


def give_up(wish: Any, call: Call) -> dict[str, Any]:
    """The claimer steps back, alone or out of a group."""
    ended = _end(wish, active(wish).filter(claimer=call.by), ClaimEnd.GIVEN_UP, call)
    telling.wisher(wish, "wishes.given_up", call)
    return {"claim": ended[0].pk}


def veto(wish: Any, call: Call) -> dict[str, Any]:
    """The wisher parts with a helper, who is thanked and told no reason."""
    claims = active(wish)
    if number := call.data.get("claim"):
        claims = claims.filter(pk=int(number))
    ended = _end(wish, claims, ClaimEnd.VETOED, call)
    telling.claimers(wish, ended, "wishes.parted", call)
    return {"claims": [c.pk for c in ended], **for_her(wish, call)}


def lapse(wish: Any, call: Call) -> dict[str, Any]:
    ended = _end(wish, active(wish), ClaimEnd.LAPSED, call)
    telling.claimers(wish, ended, "wishes.lapsed", call)
    telling.wisher(wish, "wishes.back_on_wall", call)
    return {"claims": [c.pk for c in ended]}


def roll_over(wish: Any, call: Call) -> dict[str, Any]:
    wish.round += 1
    bump(WALL)
    return {"round": wish.round}


def fulfil(wish: Any, call: Call) -> None:
    bump(WALL)
    telling.wisher(wish, "wishes.fulfilled", call)


def confirm(wish: Any, call: Call) -> dict[str, Any]:
    """Close the wish; her first one this year counts one person helped."""
    wish.closed_at = call.at
    wish.first_help_of_year = _is_first_help_of_year(wish)
    figures.closed(wish)
    ended = _end(wish, active(wish), ClaimEnd.FULFILLED, call)
    telling.claimers(wish, ended, "wishes.confirmed", call)
    return for_her(wish, call)


def _is_first_help_of_year(wish: Any) -> bool:
    # two wishes of one person closed at the same moment must not both be her first
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(wish.person)])
    day = timezone.localdate(wish.closed_at)
    others = type(wish)._base_manager.filter(
        person=wish.person, status="closed", closed_at__year=day.year
    )
    return not others.exclude(pk=wish.pk).exists()


def dispute(wish: Any, call: Call) -> dict[str, Any]:
    bump(WALL)
    telling.claimers(wish, active(wish), "wishes.disputed", call)
    return for_her(wish, call)


def withdraw(wish: Any, call: Call) -> dict[str, Any]:
    """Taken back without a reason; helpers are thanked."""
    ended = _end(wish, active(wish), ClaimEnd.WITHDRAWN, call)
    telling.claimers(wish, ended, "wishes.withdrawn", call)
    return for_her(wish, call)
