"""Why a matter did not move. Each carries a sentence for the person who asked."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.workflow.table import Refused

__all__ = ["NotAllowed", "Refused", "SamePerson", "WorkflowError", "WrongState"]


class WorkflowError(Exception):
    """The matter stays where it is. `code` names the reason for the API."""

    code = "refused"

    def __init__(self, message: str | Promise = "") -> None:
        self.message = str(message) or self.default()
        super().__init__(self.message)

    def default(self) -> str:
        return _("This cannot be done now.")


class WrongState(WorkflowError):
    """The matter has moved on, or somebody else was quicker."""

    code = "wrong_state"

    def __init__(self, message: str | Promise = "", *, status: str = "") -> None:
        self.status = status
        super().__init__(message)

    def default(self) -> str:
        return _("This has moved on in the meantime. Please look at where it stands now.")


class NotAllowed(WorkflowError):
    """The person lacks the ability for this."""

    code = "not_allowed"

    def default(self) -> str:
        return _("This is not yours to do. If you think it should be, ask your administrator.")


class SamePerson(NotAllowed):
    """Another step of the same matter was this person's; this one needs somebody else."""

    code = "same_person"

    def __init__(self, *, step: str, at: dt.datetime) -> None:
        super().__init__(
            _(
                "You took the step “{step}” here on {day}, so somebody else has to do this one."
            ).format(step=step, day=date_format(timezone.localtime(at), "DATE_FORMAT"))
        )
