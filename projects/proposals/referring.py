"""Handing a proposal over to the room whose matter it is, if the proposer agrees."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.referral.doors import Door, Matter, Need, door_named
from core.workflow.errors import NotAllowed, Refused
from core.workflow.table import Call
from projects.proposals import consents, telling
from projects.proposals.kinds import REFERRED_TO, Agreed


def door_of(proposal: Any) -> Door | None:
    """The door it was referred to, if anybody stands behind it."""
    return door_named(proposal.next_door) if proposal.status == "referred" else None


def waits_for_a_call(proposal: Any) -> bool:
    """Referred, but nothing is begun: the proposer has not been asked yet."""
    return door_of(proposal) is not None and not proposal.referred_to


def needs() -> list[tuple[str, Need]]:
    """What the doors ask for, each under the name the step asks it by."""
    doors = (door_named(name) for name in REFERRED_TO)
    return [(f"{door.name}_{need.name}", need) for door in doors if door for need in door.needs]


def hand_over(proposal: Any, door: Door, *, by: User, agreed: str, data: dict[str, Any]) -> str:
    """Begin the matter behind the door; words and contact data go along, as she agreed.

    Returns its number. Raises NotAllowed for whoever may not begin it there, Refused when the
    door lacks something.
    """
    if not by.can(door.ability, proposal.area):
        raise NotAllowed
    given = {}
    for need in door.needs:
        value = str(data.get(f"{door.name}_{need.name}") or "")
        if value not in dict(need.choices):
            raise Refused(
                _("Please choose: {what}").format(what=need.label), field=f"{door.name}_{need.name}"
            )
        given[need.name] = value
    said_before = consents.referral_of(proposal)
    if agreed not in Agreed.values or (agreed == Agreed.FORM and said_before is None):
        raise Refused(_("Please say how the proposer agreed."), field="agreed")
    matter = Matter(
        area=proposal.area,
        title=proposal.title,
        text=proposal.text,
        contact_name=proposal.contact_name or getattr(proposal.proposer, "name", ""),
        contact_phone=proposal.contact_phone or getattr(proposal.proposer, "phone", ""),
        person=proposal.proposer,
        cost=proposal.rough_cost,
        consent=said_before or consents.record_referral(proposal, by=by, channel=agreed),
    )
    try:
        return door.take_in(matter, by=by, **given)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None


@transaction.atomic
def complete(proposal: Any, *, by: User, agreed: str, **data: Any) -> str:
    """After the call: begin what the proposal was referred to, once; she is told the number.

    Raises NotAllowed, Refused.
    """
    rows = type(proposal)._base_manager.select_for_update(of=("self",)).select_related("area")
    row = rows.get(pk=proposal.pk)
    door = door_of(row)
    if door is None or row.referred_to:
        raise Refused(_("It is begun already."))
    row.referred_to = hand_over(row, door, by=by, agreed=agreed, data=data)
    row.save(update_fields=["referred_to"])
    call = Call(by=by, note="", on_behalf_of="", channel="web", at=timezone.now(), data={})
    telling.behind(row, "proposals.referred", call)
    proposal.referred_to = row.referred_to
    return str(row.referred_to)
