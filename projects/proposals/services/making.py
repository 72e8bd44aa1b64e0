"""Making a proposal, oneself or for somebody else."""

import re
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.accounts.models import User
from core.areas.models import Area
from core.counters.versions import bump
from core.files.services import accept_image, attach
from core.numbers.codes import new_tracking_code
from core.numbers.services import next_code
from core.privacy.services import blind_indexes
from core.workflow.engine import start
from projects.proposals import consents, figures, telling
from projects.proposals.effects import LISTS
from projects.proposals.input import INSTITUTIONS, check_input, clean_text
from projects.proposals.kinds import Basis
from projects.proposals.models import Proposal
from projects.proposals.photos import PHOTO
from projects.proposals.services.supporting import add_person, known_by, lock_person
from projects.proposals.sources import source_of

SERIES = "TA"


def drafted(
    *,
    by: User | None,
    area: Area,
    text: str = "",
    title: str = "",
    for_other: bool = False,
    source: str = "",
    channel: str = "web",
    **details: Any,
) -> Proposal:
    """A proposal as it would be made, checked but not saved. Raises ValidationError by field."""
    proposal = Proposal(
        area=area,
        text=clean_text(text, lines=True),
        title=clean_text(title) or short_title(clean_text(text)),
        source=source or (source_of(by, area) if not for_other else ""),
        channel=channel,
        submitted_by=by,
        proposer=None if for_other else by,
        tracking_code=new_tracking_code(),
        **{name: clean_text(v) if isinstance(v, str) else v for name, v in details.items()},
    )
    proposal.source = proposal.source or "resident"
    if for_other:
        proposal.proposer = _account_of(proposal.contact_phone)
    check_input(proposal, by=by)
    return proposal


@transaction.atomic
def make_proposal(
    *, by: User | None, area: Area, photo: Any = None, may_go_on: bool = False, **fields: Any
) -> Proposal:
    """A new proposal in state submitted, with number, tracking code, consent and notices.

    `by` is None without an account. `may_go_on` is her word that it may be
    referred without another call. `for_other` says that `by` types in what somebody else
    proposes; one whose phone belongs to an account then has it among her own. `fields` are those
    of `drafted` and the proposal's own: call, place, estate, longitude, latitude, beneficiaries,
    rough_cost (yuan), source_name, contact_name, contact_phone. Raises ValidationError by field.
    """
    proposal = drafted(by=by, area=area, **fields)
    person = _person(proposal)
    proposal.first_of_year = _is_first_of_year(proposal)
    proposal.code = next_code(area, series=SERIES)
    behalf = "proposer" if by is None or _is_typed_in(proposal, by) else ""
    start(proposal, by=by, channel=proposal.channel, on_behalf_of=behalf)
    if photo is not None:
        attach(accept_image(photo, kind=PHOTO, by=by), proposal)
    if person:
        staff = by if by is not None and by.pk != proposal.proposer_id else None
        add_person(proposal, basis=Basis.AUTHOR, entered_by=staff, **person)
    figures.made(proposal)
    given = consents.record(proposal, by=by)
    if may_go_on:
        staff = by if by is not None and by.pk != proposal.proposer_id else None
        consents.record_referral(proposal, by=staff, channel=given.channel)
    telling.received(proposal, by)
    bump(LISTS)
    return proposal


def short_title(text: str) -> str:
    """A title from the first sentence, when only one box was filled."""
    first = re.split(r"[。！？!?;；,，\n]", text, maxsplit=1)[0].strip()
    return first if len(first) <= 30 else f"{first[:29]}…"


def _account_of(phone: str) -> User | None:
    return User.objects.filter(phone_index__in=blind_indexes(phone), is_active=True).first()


def _is_typed_in(proposal: Proposal, by: User) -> bool:
    """Typed in for somebody who will hear of it; else it counts as the typist's own act."""
    if by.pk == proposal.proposer_id:
        return False
    return bool(proposal.proposer_id or telling.proposer_of(proposal).exists)


def _person(proposal: Proposal) -> dict[str, Any]:
    """Who counts as its author, as `add_person` takes it; empty for an institution."""
    if proposal.proposer_id:
        return {"user": proposal.proposer}
    if proposal.source in INSTITUTIONS:
        return {}
    if proposal.contact_phone:
        return {"phone": proposal.contact_phone}
    return {"known_as": known_by(proposal.contact_name, proposal.place)}


def _is_first_of_year(proposal: Proposal) -> bool:
    """Whether this person has proposed nothing yet this year; an institution is no person."""
    if not (person := _person(proposal)) or "known_as" in person:
        return bool(person)
    lock_person(**person)
    this_year = Proposal.objects.filter(created_at__year=timezone.localdate().year)
    if user := person.get("user"):
        return not this_year.filter(proposer=user).exists()
    return not this_year.filter(phone_index__in=blind_indexes(person["phone"])).exists()
