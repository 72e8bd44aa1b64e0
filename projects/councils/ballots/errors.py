"""Why a vote or a file was not taken, each with a sentence for the person who asked."""

from django.utils.translation import gettext as _

from core.workflow.errors import NotAllowed, Refused, WorkflowError, WrongState
from projects.councils.tally import PabulibError


class NotAnElection(Refused):
    """A file that cannot be counted; `faults` are all that were found, with their lines."""

    def __init__(self, error: PabulibError) -> None:
        said = _("This is not a Pabulib file we can read: {why}").format(why=error.told)
        super().__init__(said, field="file")
        self.faults = [error.told, *(fault.told for fault in error.others)]
        self.untold = error.untold


class AlreadyVoted(WorkflowError):
    """This person, or this code, has voted on this ballot."""

    code = "already_voted"

    def default(self) -> str:
        return _("You have voted already, online or on paper. One vote each; it is counted.")


class NotEligible(NotAllowed):
    """The home of this account lies elsewhere, or is not known."""

    code = "not_eligible"

    def default(self) -> str:
        return _(
            "This vote is for people who live there. If you do, set your community under “Me”,"
            " or ask at the centre."
        )


class NotOpen(WrongState):
    """Before the first or after the last moment."""

    def default(self) -> str:
        return _("One cannot vote here now.")
