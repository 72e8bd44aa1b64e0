"""Writing the notices of a step: to the wisher (also without account), claimers and staff."""

from collections.abc import Iterable
from typing import Any

from core.accounts.abilities import roles_with
from core.accounts.models import RoleGrant
from core.notices.services import Recipient, notify
from core.privacy.phones import is_mobile
from core.ui.formatting import sentence
from core.workflow.table import Call
from volunteers.wishes.kinds import ContactMode, NextDoor, SpokenFor
from volunteers.wishes.marks import Marks, marks_for
from volunteers.wishes.ways import way_to_wisher


def wisher_of(wish: Any) -> Recipient:
    """Her account; else her mobile; else the relative or housekeeper who spoke for her."""
    if wish.wisher_id:
        return Recipient(user=wish.wisher)
    if is_mobile(wish.contact_phone):
        return Recipient(phone=wish.contact_phone, name=wish.contact_name)
    if wish.submitted_by_id and wish.spoken_for != SpokenFor.STAFF:
        return Recipient(user=wish.submitted_by)
    return Recipient()


def staff_of(wish: Any) -> list[Recipient]:
    """Whoever may verify wishes in its area today."""
    grants = RoleGrant.objects.in_force().filter(
        role__in=roles_with("wishes.verify"), area__code__in=wish.area.path.strip("/").split("/")
    )
    users = {grant.user_id: grant.user for grant in grants.select_related("user")}
    return [Recipient(user=user) for user in users.values()]


def context_of(wish: Any, *, note: str = "", marks: Marks | None = None) -> dict[str, Any]:
    """Fields any text about a wish may use, except what names her."""
    return {
        "title": wish.title,
        "code": wish.code,
        "note": sentence(note),
        "door": NextDoor(wish.next_door).label if wish.next_door else "",
        "days": (marks or marks_for(wish.area)).contact_days,
    }


def public_context(wish: Any, **fields: Any) -> dict[str, Any]:
    """The same for people who know only the public words."""
    return {**context_of(wish, **fields), "title": wish.public_title}


def _key(wish: Any, call: Call) -> str:
    return f"{wish.code}:{call.at:%Y%m%d%H%M%S%f}"


def wisher(wish: Any, kind: str, call: Call) -> None:
    """Tell her, unless she did it herself."""
    to = wisher_of(wish)
    if to.user is None or to.user != call.by:
        context = context_of(wish, note=call.note)
        notify(kind, to=to, key=_key(wish, call), obj=wish, context=context)


def staff(wish: Any, kind: str, call: Call) -> None:
    """Tell the community's staff, except who did it."""
    for to in staff_of(wish):
        if to.user != call.by:
            notify(kind, to=to, key=_key(wish, call), obj=wish, context=context_of(wish))


def claimers(wish: Any, claims: Iterable[Any], kind: str, call: Call) -> None:
    """Tell these claimers in the public words, except who did it."""
    context = public_context(wish, note=call.note)
    for claim in claims:
        if claim.claimer != call.by:
            to = Recipient(user=claim.claimer)
            notify(kind, to=to, key=_key(wish, call), obj=wish, context=context)


def claim_made(wish: Any, claim: Any, call: Call) -> None:
    """The wisher hears it, the claimer what comes next, staff that they stand between."""
    wisher(wish, "wishes.claimed", call)
    context = {**public_context(wish), "way": way_to_wisher(wish)}
    to = Recipient(user=claim.claimer)
    notify("wishes.claim_made", to=to, key=_key(wish, call), obj=wish, context=context)
    if wish.contact_mode == ContactMode.GO_BETWEEN:
        staff(wish, "wishes.claimed_staff", call)


def received(wish: Any, by: Any) -> None:
    """A new wish: she gets number and tracking code, staff hear of it."""
    marks = marks_for(wish.area)
    context = {
        **context_of(wish, marks=marks),
        "tracking": wish.tracking_code_readable,
        "days": marks.verify_working_days,
    }
    notify("wishes.received", to=wisher_of(wish), key=wish.code, obj=wish, context=context)
    for to in staff_of(wish):
        if to.user != by:
            notify("wishes.new", to=to, key=wish.code, obj=wish, context=context)
