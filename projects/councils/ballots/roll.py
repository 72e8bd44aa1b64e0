"""The voters' roll: who has voted or holds a paper or a code. It knows nothing of choices."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.numbers.codes import new_tracking_code
from core.privacy.fields import blind_index, blind_indexes
from core.privacy.phones import is_phone, normalise_phone
from core.workflow.errors import Refused
from projects.councils.ballots.errors import AlreadyVoted, NotOpen
from projects.councils.ballots.models import Ballot
from projects.councils.ballots.votes import VoterMark, VotingCode
from projects.councils.kinds import Way
from projects.councils.rules import require

PURPOSE, CODE_PURPOSE = "voter", "voting code"


def identity_of(user: Any) -> str:
    """What stands for an account on every roll: its phone, so that paper meets online."""
    return normalise_phone(user.phone) if user.phone else f"account {user.pk}"


def identity(*, phone: str = "", name: str = "", address: str = "") -> str:
    """What stands for somebody at the table: the phone, else name and door. Raises Refused."""
    if phone.strip():
        if not is_phone(phone):
            raise Refused(_("Please check the phone number."), field="phone")
        return normalise_phone(phone)
    if not name.strip() or not address.strip():
        raise Refused(_("Without a phone, please enter name and door number."), field="name")
    return f"{''.join(name.split())} {''.join(address.split())}"


def is_marked(ballot: Ballot, who: str, user: Any = None) -> bool:
    """Whether this person has used her vote, under any pepper of the keyed hash."""
    marks = ballot.marks.filter(person__in=blind_indexes(who, PURPOSE))
    if user is not None:
        marks = marks | ballot.marks.filter(user=user)
    return bool(marks.exists())


def mark(ballot: Ballot, who: str, *, way: str, user: Any = None, by: Any = None) -> VoterMark:
    """Use up one person's one vote. Raises AlreadyVoted, NotOpen."""
    if is_marked(ballot, who, user):
        raise AlreadyVoted
    return write_mark(ballot, who, way=way, user=user, by=by)


def write_mark(
    ballot: Ballot, who: str, *, way: str, user: Any = None, by: Any = None
) -> VoterMark:
    """`mark` for whoever has just been looked for, within the transaction that raises ends.

    The unique constraint decides, however many ask at once. Raises AlreadyVoted, NotOpen.
    """
    try:
        return VoterMark.objects.create(
            ballot=ballot, person=blind_index(who, PURPOSE), user=user, way=way, marked_by=by
        )
    except IntegrityError as error:
        raise told(error) from None


def told(error: IntegrityError) -> Exception:
    """The kind answer to what the database refused; anything unknown stays as it is."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if name == "ballot_not_open":
        return NotOpen()
    if name in ("one_person_one_vote", "one_account_one_vote"):
        return AlreadyVoted()
    return error


def _at_the_table(ballot: Ballot, by: User) -> None:
    require(by, ballot.area)
    if not ballot.is_open:
        raise NotOpen


@transaction.atomic
def hand_out_paper(
    ballot: Ballot, *, by: User, phone: str = "", name: str = "", address: str = ""
) -> VoterMark:
    """Somebody gets a paper to fill in; from now on she cannot vote online as well.

    Raises NotAllowed, NotOpen, AlreadyVoted, Refused.
    """
    _at_the_table(ballot, by)
    who = identity(phone=phone, name=name, address=address)
    return mark(ballot, who, way=Way.PAPER, by=by)


@transaction.atomic
def hand_out_code(
    ballot: Ballot, *, by: User, phone: str = "", name: str = "", address: str = ""
) -> str:
    """Somebody without an account gets a code to vote online; returned once, kept as a hash.

    Raises like `hand_out_paper`.
    """
    _at_the_table(ballot, by)
    who = identity(phone=phone, name=name, address=address)
    mark(ballot, who, way=Way.CODE, by=by)
    code = new_tracking_code()
    VotingCode.objects.create(ballot=ballot, code_index=blind_index(code, CODE_PURPOSE))
    return code
