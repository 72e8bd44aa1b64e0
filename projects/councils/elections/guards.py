"""What must be true before an election goes on."""

from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.workflow.table import Call, Refused


def has_committee(election: Any, call: Call) -> None:
    """The committee is known by name before anybody stands."""
    if not election.committee.strip() or election.committee_formed_on is None:
        raise Refused(_("Please write down the election committee and its day first."))


def has_candidates(election: Any, call: Call) -> None:
    """There is somebody to elect, and a seat for them."""
    if not election.candidates.exists():
        raise Refused(_("Please write down the candidates first."))


def has_been_held(election: Any, call: Call) -> None:
    """No result before the day of the election."""
    if election.held_on is None or election.held_on > timezone.localdate(call.at):
        raise Refused(_("The day of the election is not over yet."))


def is_counted(election: Any, call: Call) -> None:
    """Every candidate has a number of votes, and no more are elected than there are seats."""
    if election.candidates.filter(votes__isnull=True).exists():
        raise Refused(_("Please enter the votes of every candidate first."))
    most = election.candidates.aggregate(most=Max("votes"))["most"]
    if election.voted is not None and most > election.voted:
        raise Refused(_("A candidate has more votes than people voted. Please check the numbers."))
    elected = election.candidates.filter(elected=True)
    if not elected.exists():
        raise Refused(_("Nobody is marked as elected."))
    if elected.count() > election.seats:
        raise Refused(_("More are marked as elected than there are seats."))


def term_is_to_come(election: Any, call: Call) -> None:
    """Nothing else began the term meanwhile."""
    taken = election.council.terms.filter(number__gte=election.term_number).exists()
    if taken and not election.is_by_election:
        raise Refused(
            _("Term {number} is in the record already.").format(number=election.term_number)
        )


def notice_is_over(election: Any, call: Call) -> None:
    """Those elected take office after the notice, not before."""
    if election.notice_until is None or election.notice_until >= timezone.localdate(call.at):
        raise Refused(_("The result is still on notice."))
