"""The voters' roll: who has voted or holds a paper or a code. It knows nothing of choices."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
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


@dataclass(frozen=True)
class Voter:
    """Who stands before the roll: by her phone, by name and its last four digits, or by name and
    door. `known_as` is name and last four, empty where either is not known."""

    who: str
    known_as: str = ""
    user: Any = None


def _plain(text: str) -> str:
    return "".join(text.split())


def _known_as(name: str, phone: str) -> str:
    return f"{_plain(name)} {phone[-4:]}" if name.strip() and phone else ""


def identity_of(user: Any) -> str:
    """What stands for an account on every roll: its phone, so that paper meets online."""
    return normalise_phone(user.phone) if user.phone else f"account {user.pk}"


def voter_of(user: Any) -> Voter:
    """An account, as the roll knows it."""
    phone = normalise_phone(user.phone) if user.phone else ""
    return Voter(identity_of(user), _known_as(user.name, phone), user)


def at_the_table(
    *, phone: str = "", name: str = "", last_four: str = "", address: str = ""
) -> Voter:
    """Somebody at the table: the phone, else name and its last four digits, else, without any
    phone, name and door. Raises Refused."""
    if phone.strip():
        if not is_phone(phone):
            raise Refused(_("Please check the phone number."), field="phone")
        phone = normalise_phone(phone)
        return Voter(phone, _known_as(name, phone))
    if not name.strip() or not (last_four.strip() or address.strip()):
        raise Refused(
            _("Without the whole number: name and its last four digits, or name and door."),
            field="name",
        )
    if last_four.strip():
        if not re.fullmatch(r"[0-9]{4}", last_four.strip()):
            raise Refused(_("Please enter four digits."), field="last_four")
        known_as = _known_as(name, last_four.strip())
        return Voter(known_as, known_as)
    return Voter(f"{_plain(name)} {_plain(address)}")


def is_marked(ballot: Ballot, voter: Voter) -> bool:
    """Whether this person has used her vote, under any pepper of the keyed hash.

    Who came with name and four digits meets everybody known by the same, and the other way
    round; two people with whole numbers of their own never meet.
    """
    found = Q(person__in=blind_indexes(voter.who, PURPOSE))
    if voter.known_as:
        same = blind_indexes(voter.known_as, PURPOSE)
        found |= Q(person__in=same)
        if voter.who == voter.known_as:
            found |= Q(known_as__in=same)
    if voter.user is not None:
        found |= Q(user=voter.user)
    return bool(ballot.marks.filter(found).exists())


def mark(ballot: Ballot, voter: Voter, *, way: str, by: Any = None) -> VoterMark:
    """Use up one person's one vote, within a transaction. Raises AlreadyVoted, NotOpen."""
    wait_for_others_known_as(ballot, voter)
    if is_marked(ballot, voter):
        raise AlreadyVoted
    return write_mark(ballot, voter, way=way, by=by)


def wait_for_others_known_as(ballot: Ballot, voter: Voter) -> None:
    """One after the other for all who are known by the same name and digits, so that a paper and
    an account of one person cannot pass each other; held until the transaction ends."""
    if voter.known_as:
        with connection.cursor() as cursor:
            key = f"{ballot.pk} {voter.known_as}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def write_mark(ballot: Ballot, voter: Voter, *, way: str, by: Any = None) -> VoterMark:
    """`mark` for whoever has just been looked for, within the transaction that raises ends.

    The unique constraint decides, however many ask at once. Raises AlreadyVoted, NotOpen.
    """
    try:
        return VoterMark.objects.create(
            ballot=ballot,
            person=blind_index(voter.who, PURPOSE),
            known_as=blind_index(voter.known_as, PURPOSE) if voter.known_as else "",
            user=voter.user,
            way=way,
            marked_by=by,
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
def hand_out_paper(ballot: Ballot, *, by: User, **said: str) -> VoterMark:
    """Somebody gets a paper to fill in; from now on she cannot vote online as well.

    What is `said` is what `at_the_table` takes. Raises NotAllowed, NotOpen, AlreadyVoted, Refused.
    """
    _at_the_table(ballot, by)
    return mark(ballot, at_the_table(**said), way=Way.PAPER, by=by)


@transaction.atomic
def hand_out_code(ballot: Ballot, *, by: User, **said: str) -> str:
    """Somebody without an account gets a code to vote online; returned once, kept as a hash.

    Raises like `hand_out_paper`.
    """
    _at_the_table(ballot, by)
    mark(ballot, at_the_table(**said), way=Way.CODE, by=by)
    code = new_tracking_code()
    VotingCode.objects.create(ballot=ballot, code_index=blind_index(code, CODE_PURPOSE))
    return code
