"""Checking what was typed about a proposal, whatever the surface: form, API, list."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.lists.text import clean_text
from projects.delivery.kinds import Source
from projects.proposals.calls import CallForProposals
from projects.proposals.models import Proposal

SCOPE = ("district", "subdistrict", "community", "grid")
NOT_TYPED = (*SCOPE, "code", "status", "status_since", "tracking_code", "bigrams")
# an institution stands behind these; everybody else is a person who counts
INSTITUTIONS = (Source.DELEGATE, Source.PARTNER, Source.COMMUNITY)

__all__ = ["INSTITUTIONS", "check_input", "clean_text"]


def check_input(proposal: Proposal, *, by: User | None) -> None:
    """Raises ValidationError with every message by field, not only the first."""
    errors: dict[str, list[Any]] = {}
    try:
        proposal.full_clean(exclude=NOT_TYPED, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        errors = {name: list(found) for name, found in error.error_dict.items()}
    for name, message in (*_words(proposal), *_place(proposal), *_call(proposal)):
        errors.setdefault(name, []).append(message)
    for name, message in (*_reach(proposal), *_source(proposal, by)):
        errors.setdefault(name, []).append(message)
    if errors:
        raise ValidationError(errors)


def _words(proposal: Proposal) -> list[tuple[str, str]]:
    if len(proposal.text or proposal.title) >= 4:
        return []
    return [("text", _("Please tell us in a sentence what is missing."))]


def _place(proposal: Proposal) -> list[tuple[str, str]]:
    found = []
    if proposal.area.level not in (Area.Level.COMMUNITY, Area.Level.GRID):
        found.append(("community", _("Please choose a community.")))
    community = proposal.area.community_id or proposal.area_id
    if proposal.estate is not None and proposal.estate.community_id != community:
        found.append(("estate", _("This estate belongs to another community.")))
    for name, other in (("longitude", "latitude"), ("latitude", "longitude")):
        if getattr(proposal, name) is None and getattr(proposal, other) is not None:
            found.append((name, _("A point on the map needs longitude and latitude.")))
    return found


def _call(proposal: Proposal) -> list[tuple[str, str]]:
    """A call takes proposals of its own area while it is open, or was when it was made."""
    call: CallForProposals | None = proposal.call
    if call is None or not proposal._state.adding:
        return []
    if not proposal.area.path.startswith(call.area.path):
        return [("call", _("This call is for another area."))]
    return [] if call.is_open else [("call", _("This call is not open now."))]


def _reach(proposal: Proposal) -> list[tuple[str, str]]:
    """Without an account a phone is the only way back; staff may enter somebody without one."""
    if proposal.contact_phone or proposal.proposer_id or proposal.submitted_by_id:
        return []
    return [("contact_phone", _("Please leave a phone number, so that somebody can call."))]


def _source(proposal: Proposal, by: User | None) -> list[tuple[str, str]]:
    """A person has a name; a station or unit has one as well; both are needed for the answer."""
    if not proposal._state.adding:
        return []
    if by is None and proposal.source != Source.RESIDENT:
        return [("source", _("Please sign in to propose for a station or unit."))]
    if proposal.source in (Source.DELEGATE, Source.PARTNER) and not proposal.source_name:
        return [("source_name", _("Please enter the name of the station or unit."))]
    if proposal.contact_name or proposal.proposer_id or proposal.source in INSTITUTIONS:
        return []
    return [("contact_name", _("Please enter the name of the person."))]
