"""Verbs on an election: form the committee, name candidates, write the count down."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.numbers.services import next_code
from core.workflow.engine import start
from core.workflow.errors import Refused
from projects.councils.bodies import ResidentsCouncil
from projects.councils.elections.models import CouncilElection, ElectionCandidate
from projects.councils.rules import require

FIELDS = (
    "term_number",
    "seats",
    "is_by_election",
    "committee",
    "committee_formed_on",
    "method",
    "held_on",
    "entitled",
    "voted",
)


@transaction.atomic
def begin_election(
    council: ResidentsCouncil, *, by: User | None, channel: str = "web", **fields: Any
) -> CouncilElection:
    """The election committee begins its work. Raises NotAllowed, Refused."""
    require(by, council.area)
    fields["term_number"] = _term_for(council, **fields)
    election = CouncilElection(
        area=council.area, council=council, code=next_code(council.area, series="XJ"), **fields
    )
    start(election, by=by, channel=channel)
    return election


def _term_for(council: ResidentsCouncil, *, term_number: int, **fields: Any) -> int:
    """The term elected for: the running one for empty seats, else one to come. Raises Refused."""
    last = council.terms.first()
    if fields.get("is_by_election"):
        if last is None:
            raise Refused(
                _("No term is running; its empty seats cannot be filled."), field="is_by_election"
            )
        return last.number
    if last is not None and term_number <= last.number:
        raise Refused(
            _(
                "Term {number} is in the record already. Choose the next one, or tick that empty"
                " seats are filled."
            ).format(number=last.number),
            field="term_number",
        )
    return term_number


@transaction.atomic
def change_election(election: CouncilElection, *, by: User | None, **fields: Any) -> None:
    """Write down committee, day and turnout until the result is on notice. Raises Refused."""
    require(by, election.area)
    row = CouncilElection.objects.select_for_update().get(pk=election.pk)
    if row.status not in ("preparing", "candidates"):
        raise Refused(_("The result is published; the record stays as it is."))
    if unknown := fields.keys() - set(FIELDS):
        raise KeyError(*unknown)
    if {"term_number", "is_by_election"} & fields.keys():
        asked = {"term_number": row.term_number, "is_by_election": row.is_by_election, **fields}
        fields["term_number"] = _term_for(row.council, **asked)
    for name, value in fields.items():
        setattr(row, name, value)
        setattr(election, name, value)
    row.save(update_fields=list(fields))


@transaction.atomic
def add_candidate(
    election: CouncilElection, *, by: User | None, display_name: str, **fields: Any
) -> ElectionCandidate:
    """Somebody stands. Raises NotAllowed; Refused once candidates are named."""
    require(by, election.area)
    row = CouncilElection.objects.select_for_update().get(pk=election.pk)
    if row.status != "preparing":
        raise Refused(_("The candidates are named already."))
    return ElectionCandidate.objects.create(
        election=row, position=row.candidates.count() + 1, display_name=display_name, **fields
    )


@transaction.atomic
def note_votes(candidate: ElectionCandidate, *, by: User | None, votes: int, elected: bool) -> None:
    """How many voted for somebody, and whether she is elected. Raises NotAllowed, Refused."""
    require(by, candidate.election.area)
    row = CouncilElection.objects.select_for_update().get(pk=candidate.election_id)
    if row.status != "candidates":
        raise Refused(_("The result is published; the record stays as it is."))
    candidate.votes, candidate.elected = votes, elected
    candidate.save(update_fields=["votes", "elected"])
