"""Writing the notices of a step: to whoever stands behind a proposal, and to staff."""

from collections.abc import Iterator
from typing import Any

from centres.directory.queries import centre_of
from core.accounts.abilities import roles_with
from core.accounts.models import RoleGrant
from core.notices.services import Recipient, notify, notify_all
from core.privacy.phones import is_mobile
from core.ui.formatting import sentence
from core.workflow.table import Call
from projects.delivery.following import follow as follow_project
from projects.delivery.settings import rules_for
from projects.proposals.kinds import Basis, NextDoor


def proposer_of(proposal: Any) -> Recipient:
    """Her account; else her phone, if it takes messages; else nobody: staff call."""
    if proposal.proposer_id:
        return Recipient(user=proposal.proposer)
    if is_mobile(proposal.contact_phone):
        return Recipient(phone=proposal.contact_phone, name=proposal.contact_name)
    return Recipient()


def recipient_of(supporter: Any) -> Recipient:
    """A supporter's account, else the phone left with staff, else nobody."""
    if supporter.user_id:
        return Recipient(user=supporter.user)
    return Recipient(phone=supporter.contact_phone)


def staff_of(proposal: Any) -> list[Recipient]:
    """Whoever may screen proposals in its area today."""
    grants = RoleGrant.objects.in_force().filter(
        role__in=roles_with("proposals.screen"),
        area__code__in=proposal.area.path.strip("/").split("/"),
    )
    users = {grant.user_id: grant.user for grant in grants.select_related("user")}
    return [Recipient(user=user) for user in users.values()]


def phone_to_call(proposal: Any) -> str:
    """The telephone of the centre that answers for the proposal's place, if it has one."""
    centre = centre_of(proposal.area.community or proposal.area)
    return centre.phone if centre else ""


def context_of(proposal: Any, *, note: str = "", other: Any = None) -> dict[str, Any]:
    """Fields any text to the proposer may use."""
    return {
        "title": proposal.title,
        "code": proposal.code,
        "note": sentence(note),
        "door": NextDoor(proposal.next_door).label if proposal.next_door else "",
        "project": proposal.project.code if proposal.project else "",
        "number": proposal.referred_to,
        "phone": phone_to_call(proposal) if proposal.next_door else "",
        "other": other.code if other is not None else "",
    }


def public_context(proposal: Any, **fields: Any) -> dict[str, Any]:
    """The same for people who know only the public words."""
    return {**context_of(proposal, **fields), "title": proposal.public_title or proposal.code}


def _key(proposal: Any, call: Call) -> str:
    return f"{proposal.code}:{call.at:%Y%m%d%H%M%S%f}"


def behind(
    proposal: Any, kind: str, call: Call, *, supporters: bool = True, other: Any = None
) -> None:
    """Tell the proposer and, if wanted, everybody behind it, except whoever did it.

    Supporters read the public words and the door, never the note to the proposer.
    """
    proposer, key = proposer_of(proposal), _key(proposal, call)
    actor = Recipient(user=call.by).token if call.by is not None else ""
    told = {actor}
    if proposer.exists and proposer.token != actor:
        told.add(proposer.token)
        own = context_of(proposal, note=call.note, other=other)
        notify(kind, to=proposer, key=key, obj=proposal, context=own)
    others = {to.token: to for to in _others(proposal, supporters) if to.exists}
    if others:  # not every kind has words for supporters
        notify_all(
            f"{kind}_behind",
            to=[to for token, to in others.items() if token not in told],
            key=key,
            obj=proposal,
            context=public_context(proposal, other=other),
        )


def _others(proposal: Any, wanted: bool) -> Iterator[Recipient]:
    if wanted:
        rows = proposal.supporters.exclude(basis=Basis.AUTHOR).select_related("user")
        yield from map(recipient_of, rows.iterator(chunk_size=500))


def staff(proposal: Any, kind: str, call: Call) -> None:
    """Tell whoever screens there, except who did it."""
    notify_all(
        kind,
        to=[to for to in staff_of(proposal) if to.user != call.by],
        key=_key(proposal, call),
        obj=proposal,
        context=context_of(proposal),
    )


def received(proposal: Any, by: Any) -> None:
    """A new proposal: its number and tracking code to her, word of it to staff."""
    context = {
        **context_of(proposal),
        "tracking": proposal.tracking_code_readable,
        "days": rules_for(proposal.area).screening_days,
    }
    to = proposer_of(proposal)
    notify("proposals.received", to=to, key=proposal.code, obj=proposal, context=context)
    others = [one for one in staff_of(proposal) if one.user != by]
    notify_all("proposals.new", to=others, key=proposal.code, obj=proposal, context=context)


def follow(proposal: Any) -> None:
    """Whoever stands behind the proposal follows its project; asked again, nothing is added."""
    for person in proposal.standing.select_related("user").iterator(chunk_size=500):
        if person.user_id:
            follow_project(proposal.project, user=person.user)
        elif is_mobile(person.contact_phone):
            follow_project(proposal.project, phone=person.contact_phone)
