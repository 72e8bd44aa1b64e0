"""What others add to a project: promised, received, withdrawn. The portal never takes money."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.workflow.errors import Refused
from projects.funding import queries
from projects.funding.contributions import SocialContribution
from projects.funding.errors import Overspent
from projects.funding.kinds import DonorKind, GiftForm, ProgrammeKind, Unspent
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation, FundProgramme
from projects.funding.services.books import open_book
from projects.funding.services.posting import checked, lock, post
from projects.funding.table import EntryKind

CODE = "SH"  # 社会: letters of the books of social contributions


def social_book(area: Area, year: int) -> FundAllocation:
    """The book of what others give to projects of an area in a year; opened when first needed."""
    programme, _new = FundProgramme.objects.get_or_create(
        area=area.district or area,
        code=CODE,
        defaults={
            "name": "社会投入",
            "kind": ProgrammeKind.SOCIAL,
            "unspent": Unspent.CARRIED,
        },
    )
    return open_book(programme, area, year)


@transaction.atomic
def pledge(
    project: Any,
    amount: Decimal,
    *,
    by: User | None,
    donor_kind: str = DonorKind.ENTERPRISE,
    donor: str = "",
    form: str = GiftForm.CASH,
    what: str = "",
    on: dt.date | None = None,
) -> SocialContribution:
    """Record that somebody promises money or things worth `amount` yuan to the project.

    `donor` is an organisation's public name, and is dropped for residents. `what` says what is
    given in kind. Raises Refused, or ValidationError by field.
    """
    contribution = SocialContribution(
        project=project,
        donor_kind=donor_kind,
        donor="" if donor_kind == DonorKind.RESIDENTS else donor.strip(),
        form=form,
        what=what.strip(),
        amount=checked(amount),
        entered_by=by,
    )
    if form == GiftForm.IN_KIND and not contribution.what:
        raise ValidationError({"what": _("Please say what is given.")})
    contribution.full_clean(exclude=["project", "entered_by"])
    contribution.save()
    day = on or timezone.localdate()
    if day.year < timezone.localdate(project.created_at).year - 1:
        raise Refused(_("That is long before the project."), field="on")
    book = social_book(project.area, day.year)
    lock([book.pk])
    post(book, EntryKind.PLEDGE, amount, by=by, project=project, contribution=contribution, on=day)
    return contribution


@transaction.atomic
def receive(
    contribution: SocialContribution,
    amount: Decimal,
    *,
    by: User | None,
    on: dt.date | None = None,
    memo: str = "",
) -> LedgerEntry:
    """Record that pledged money or things arrived where they belong (never here).

    Raises Overspent when less is outstanding of this pledge, Refused for a day to come.
    """
    return _move(contribution, EntryKind.RECEIVE, amount, by=by, on=on, memo=memo)


@transaction.atomic
def unpledge(
    contribution: SocialContribution, amount: Decimal, *, by: User | None, memo: str = ""
) -> LedgerEntry:
    """Record that the rest of a promise, or a part, will not come. Raises Overspent, Refused."""
    return _move(contribution, EntryKind.UNPLEDGE, amount, by=by, memo=memo)


def _move(
    contribution: SocialContribution,
    kind: EntryKind,
    amount: Decimal,
    *,
    by: User | None,
    on: dt.date | None = None,
    memo: str = "",
) -> LedgerEntry:
    amount = checked(amount)
    first = contribution.entries.order_by("seq").first()
    if first is None:
        raise Refused(_("Nothing was pledged here."))
    book = lock([first.book_id])[first.book_id]
    left = queries.outstanding(contribution)
    if amount > left:
        raise Overspent(left, amount)
    project = contribution.project
    return post(
        book, kind, amount, by=by, project=project, contribution=contribution, on=on, memo=memo
    )
