"""Casting a vote: a mark on the roll and, apart from it, a sheet; a receipt for the voter."""

from collections.abc import Sequence
from typing import Any

from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.numbers.codes import new_tracking_code, normalise_tracking_code
from core.privacy.fields import blind_index, blind_indexes
from core.workflow.errors import Refused
from projects.councils.ballots import roll
from projects.councils.ballots.choices import Offered, checked
from projects.councils.ballots.errors import AlreadyVoted, NotEligible, NotOpen
from projects.councils.ballots.models import Ballot, BallotItem
from projects.councils.ballots.votes import VoteSheet, VotingCode
from projects.councils.kinds import Way
from projects.councils.rules import may_vote

RECEIPT = "vote receipt"
OFFER_KEPT = 600  # seconds


def items_of(ballot: Ballot) -> list[BallotItem]:
    """All that is on the ballot, in its order, with the projects. One query."""
    return list(ballot.items.select_related("project"))


def offer_of(ballot: Ballot) -> list[Offered]:
    """All that can be chosen, in its order; of an open ballot from this process's memory.

    What is on it and the prices are frozen by the database from the opening on.
    """
    if ballot.opened_at is None:
        return _offer(ballot)
    key = f"ballot-offer:{ballot.pk}:{ballot.opened_at.timestamp()}"
    kept: Any = caches["near"].get_or_set(key, lambda: _offer(ballot), OFFER_KEPT)
    return list(kept)


def _offer(ballot: Ballot) -> list[Offered]:
    rows = ballot.items.order_by("position").values_list("project__code", "position", "cost")
    return [Offered(*row) for row in rows]


@transaction.atomic
def cast(ballot: Ballot, *, by: User, choices: Sequence[str]) -> str:
    """Take the vote of an account; returns the receipt code, which is shown once.

    `choices` are codes of projects, in the voter's order. Raises NotOpen, NotEligible,
    AlreadyVoted; Refused on field "choices".
    """
    if not ballot.is_open:
        raise NotOpen
    if not may_vote(by, ballot):
        raise NotEligible
    voter = roll.voter_of(by)
    roll.wait_for_others_known_as(ballot, voter)
    if roll.is_marked(ballot, voter):
        raise AlreadyVoted
    chosen = checked(ballot, offer_of(ballot), choices)
    roll.write_mark(ballot, voter, way=Way.ACCOUNT)
    return _put_in(ballot, chosen, Way.ACCOUNT)


@transaction.atomic
def cast_with_code(ballot: Ballot, *, code: str, choices: Sequence[str]) -> str:
    """Take the vote of whoever holds this code; returns the receipt. Raises like `cast`."""
    if not ballot.is_open:
        raise NotOpen
    found = code_of(ballot, code)
    if found.used:
        raise AlreadyVoted
    chosen = checked(ballot, offer_of(ballot), choices)
    # the one row decides: whoever turns it first has voted
    if not VotingCode.objects.filter(pk=found.pk, used=False).update(used=True):
        raise AlreadyVoted
    return _put_in(ballot, chosen, Way.CODE)


def code_of(ballot: Ballot, code: str) -> VotingCode:
    """The code as handed out for this ballot. Raises Refused on field "code"."""
    indexes = blind_indexes(normalise_tracking_code(code) or "-", roll.CODE_PURPOSE)
    found = ballot.codes.filter(code_index__in=indexes).first()
    if found is None:
        raise Refused(_("We do not know this code for this vote."), field="code")
    return found


def _put_in(ballot: Ballot, chosen: list[int], way: str) -> str:
    receipt = new_tracking_code()
    try:  # the caller's transaction ends with what the database refuses
        VoteSheet.objects.create(
            ballot=ballot,
            choices=chosen,
            way=way,
            receipt_index=blind_index(receipt, RECEIPT),
        )
    except IntegrityError as error:
        raise roll.told(error) from None
    return receipt


def sheet_of(receipt: str) -> VoteSheet | None:
    """The vote this receipt stands for; None for any text that is no receipt."""
    indexes = blind_indexes(normalise_tracking_code(receipt) or "-", RECEIPT)
    return VoteSheet.objects.filter(receipt_index__in=indexes).select_related("ballot").first()
