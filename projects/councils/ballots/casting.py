"""Casting a vote: a mark on the roll and, apart from it, a sheet; a receipt for the voter."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.numbers.codes import new_tracking_code, normalise_tracking_code
from core.privacy.fields import blind_index, blind_indexes
from core.workflow.errors import Refused
from projects.councils.ballots import roll
from projects.councils.ballots.choices import checked
from projects.councils.ballots.errors import AlreadyVoted, NotEligible, NotOpen
from projects.councils.ballots.models import Ballot, BallotItem
from projects.councils.ballots.votes import VoteSheet, VotingCode
from projects.councils.kinds import Way
from projects.councils.rules import may_vote

RECEIPT = "vote receipt"


def items_of(ballot: Ballot) -> list[BallotItem]:
    """All that is on the ballot, in its order, with the projects. One query."""
    return list(ballot.items.select_related("project"))


@transaction.atomic
def cast(
    ballot: Ballot, *, by: User, choices: Sequence[str], items: Sequence[BallotItem] | None = None
) -> str:
    """Take the vote of an account; returns the receipt code, which is shown once.

    `choices` are codes of projects, in the voter's order. Raises NotOpen, NotEligible,
    AlreadyVoted; Refused on field "choices".
    """
    if not ballot.is_open:
        raise NotOpen
    if not may_vote(by, ballot):
        raise NotEligible
    who = roll.identity_of(by)
    if roll.is_marked(ballot, who, by):
        raise AlreadyVoted
    chosen = checked(ballot, items if items is not None else items_of(ballot), choices)
    roll.mark(ballot, who, way=Way.ACCOUNT, user=by)
    return _put_in(ballot, chosen, Way.ACCOUNT)


@transaction.atomic
def cast_with_code(ballot: Ballot, *, code: str, choices: Sequence[str]) -> str:
    """Take the vote of whoever holds this code; returns the receipt. Raises like `cast`."""
    if not ballot.is_open:
        raise NotOpen
    found = code_of(ballot, code)
    if found.used:
        raise AlreadyVoted
    chosen = checked(ballot, items_of(ballot), choices)
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
    try:
        with transaction.atomic():
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
