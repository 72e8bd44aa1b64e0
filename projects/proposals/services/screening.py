"""What staff write down before they decide: public words, the list, a look at the place."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from core.lists.text import clean_text
from core.workflow.table import Refused
from projects.proposals.effects import LISTS
from projects.proposals.guards import LONGEST_TEXT, LONGEST_TITLE, check_words
from projects.proposals.models import Proposal
from projects.proposals.screenings import Screening
from projects.proposals.states import OPEN

FIELDS = frozenset(
    {
        "cleared",
        "kind",
        "category",
        "budget",
        "visited_on",
        "visit_note",
        "funded_elsewhere",
        "funded_note",
    }
)
NOT_TYPED = ("proposal", "by")


def _locked(proposal: Proposal, by: User) -> Proposal:
    if not by.can("proposals.screen", proposal.area):
        raise PermissionDenied
    row = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if row.status not in OPEN:
        raise Refused(_("This proposal is decided already."))
    return row


@transaction.atomic
def record_screening(proposal: Proposal, *, by: User, **found: Any) -> Screening:
    """Keep what was found so far; it can be completed until the decision.

    `found` are fields of Screening; the budget is in yuan. Raises PermissionDenied, Refused once
    it is decided, ValidationError by field, and KeyError for another field.
    """
    if unknown := found.keys() - FIELDS:
        raise KeyError(f"not part of a screening: {sorted(unknown)}")
    row = _locked(proposal, by)
    screening = Screening.objects.filter(proposal=row).first() or Screening(proposal=row)
    for name, value in found.items():
        setattr(screening, name, clean_text(value) if isinstance(value, str) else value)
    screening.by, screening.at = by, timezone.now()
    screening.full_clean(exclude=NOT_TYPED, validate_unique=False)
    screening.save()
    return screening


@transaction.atomic
def write_public_words(proposal: Proposal, *, by: User, title: str, text: str) -> Proposal:
    """Put a proposal before everybody, in neutral words, so that others can support it.

    Raises PermissionDenied, and Refused for words that are missing or name the proposer.
    """
    row = _locked(proposal, by)
    title, text = clean_text(title), clean_text(text, lines=True)
    check_words(row, title, "public_title", LONGEST_TITLE)
    check_words(row, text, "public_text", LONGEST_TEXT)
    row.public_title, row.public_text = title, text
    row.public_since = row.public_since or timezone.now()
    row.save(update_fields=["public_title", "public_text", "public_since"])
    bump(LISTS)
    proposal.refresh_from_db()
    return proposal
