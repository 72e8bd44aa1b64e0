"""Votes on what a call for proposals brought: the call says what the vote is worth."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import within
from core.workflow.errors import Refused
from projects.councils.ballots.guards import VOTABLE
from projects.councils.ballots.models import Ballot
from projects.councils.rules import RUN
from projects.delivery.models import MicroProject
from projects.proposals.calls import CallForProposals
from projects.proposals.kinds import Voting


def calls_to_vote_on(user: User) -> QuerySet[CallForProposals]:
    """Published calls that promise a vote, where this person runs votes."""
    rows = CallForProposals.objects.published().exclude(voting=Voting.NONE)
    return rows.filter(within(user.areas_where(RUN))).select_related("area")


def is_binding_for(call: CallForProposals, area: Area) -> bool:
    """Whether a vote on this call decides or advises.

    Raises Refused for a call without a vote, one of another area, or a draft.
    """
    if call.voting == Voting.NONE:
        raise Refused(_("This call says that the council decides, without a vote."))
    if call.published_at is None or call.area_id != area.pk:
        raise Refused(_("This call belongs to another area, or is not published."))
    return call.voting == Voting.BINDING


def projects_of(call: CallForProposals) -> QuerySet[MicroProject]:
    """What the call brought onto the shortlist, also joined with proposals of other calls."""
    came = Q(proposals__call=call) | Q(proposals__merged__call=call)
    return MicroProject.objects.filter(came).distinct()


def projects_for(ballot: Ballot) -> QuerySet[MicroProject]:
    """What may still be put on this ballot: it waits for a vote, and is not on it yet."""
    rows = (
        MicroProject.objects.within(ballot.area)
        if ballot.call is None
        else projects_of(ballot.call)
    )
    rows = rows.filter(status__in=VOTABLE).order_by("code")
    return rows.exclude(pk__in=ballot.items.values("project"))
