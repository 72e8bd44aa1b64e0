"""Why a vote was not taken, each with a sentence for the person who asked."""

from django.utils.translation import gettext as _

from core.workflow.errors import NotAllowed, WorkflowError, WrongState


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
