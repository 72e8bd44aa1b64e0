"""Changing what a proposal says, as long as nobody has decided about it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.lists.text import clean_text
from core.workflow.engine import advance, recount
from core.workflow.models import TransitionRecord
from projects.proposals import rules
from projects.proposals.input import check_input
from projects.proposals.models import Proposal

EDITABLE = frozenset(
    {
        "title",
        "text",
        "place",
        "estate",
        "longitude",
        "latitude",
        "beneficiaries",
        "rough_cost",
        "contact_name",
        "contact_phone",
        "source_name",
    }
)


@transaction.atomic
def edit(proposal: Proposal, *, by: User | None, **changes: Any) -> Proposal:
    """Change fields of a proposal nobody has decided about; figures follow.

    `by` is None for the proposer proven by tracking code. Raises PermissionDenied,
    ValidationError by field, and KeyError for a field nobody may edit.
    """
    if unknown := changes.keys() - EDITABLE:
        raise KeyError(f"not editable: {sorted(unknown)}")
    if by is not None and not rules.speaks_for(by, proposal):
        raise PermissionDenied
    row = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not rules.can_be_edited(row):
        raise ValidationError(_("This proposal is decided; please call the community instead."))
    for name, value in changes.items():
        text = isinstance(value, str)
        setattr(row, name, clean_text(value, lines=name == "text") if text else value)
    check_input(row, by=by)
    row.save()
    recount(row)
    return row


@transaction.atomic
def resubmit(
    proposal: Proposal, *, by: User | None, note: str = "", **changes: Any
) -> TransitionRecord:
    """Answer the community's question, with changes if any; the clock goes on where it stopped."""
    if changes:
        edit(proposal, by=by, **changes)
    return advance(proposal, "resubmit", by=by, note=note, on_behalf_of="" if by else "proposer")
