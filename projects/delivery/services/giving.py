"""What others give to a project, as staff write it down: promised, received, withdrawn.

The portal never takes money; the ledger only says what was promised and what came.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from projects.delivery.models import MicroProject
from projects.delivery.services.procuring import locked
from projects.delivery.states import ENDED
from projects.delivery.versions import PROJECTS
from projects.funding import queries
from projects.funding import services as funding
from projects.funding.contributions import SocialContribution

ABILITY = "projects.run"


def can_be_given(project: MicroProject) -> bool:
    """Until a project has ended something can be promised to it."""
    return project.status not in ENDED


@transaction.atomic
def pledge(project: MicroProject, *, by: User, amount: Decimal, **gift: Any) -> SocialContribution:
    """Write down a promise; `gift` as `projects.funding.services.pledge` takes it.

    Raises PermissionDenied, Refused, ValidationError by field.
    """
    row = locked(project, ABILITY, by)
    if not can_be_given(row):
        raise ValidationError(_("It has ended; nothing is promised to it any more."))
    made = funding.pledge(row, amount, by=by, **gift)
    bump(PROJECTS)
    return made


@transaction.atomic
def receive(
    gift: SocialContribution, *, by: User, amount: Decimal, on: dt.date, memo: str = ""
) -> None:
    """Write down what arrived where it belongs. Raises PermissionDenied, Overspent, Refused."""
    locked(gift.project, ABILITY, by)
    funding.receive(gift, amount, by=by, on=on, memo=memo)
    bump(PROJECTS)


@transaction.atomic
def cancel(gift: SocialContribution, *, by: User, memo: str) -> Decimal:
    """Whatever of the promise has not come will not come; how many yuan that were.

    What already came stays in the ledger. Raises PermissionDenied, ValidationError.
    """
    locked(gift.project, ABILITY, by)
    left = queries.outstanding(gift)
    if not left:
        raise ValidationError(_("Nothing of this promise is outstanding."))
    funding.unpledge(gift, left, by=by, memo=memo)
    bump(PROJECTS)
    return left
