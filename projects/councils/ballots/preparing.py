"""Preparing a residents' vote; once it is open, the database refuses every one of these."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.numbers.services import next_code
from core.workflow.engine import recount, start
from core.workflow.errors import Refused
from projects.councils.ballots.called import is_binding_for, projects_for, projects_of
from projects.councils.ballots.models import MOST_ITEMS, Ballot, BallotItem
from projects.councils.rules import require
from projects.proposals.calls import CallForProposals

SETTINGS = (
    "title",
    "about",
    "kind",
    "rule",
    "budget",
    "is_binding",
    "most_choices",
    "entitled",
    "closes_at",
)


@transaction.atomic
def prepare_ballot(
    area: Area,
    *,
    by: User | None,
    title: str,
    budget: Decimal | int,
    closes_at: dt.datetime | None = None,
    call: CallForProposals | None = None,
    channel: str = "web",
    **settings: Any,
) -> Ballot:
    """A draft. `budget` in yuan; further settings: about, kind, rule, is_binding, most_choices,
    entitled. With a `call`, the call says whether it is binding, and what it brought is what can
    be voted on. Raises NotAllowed, and Refused for a call without a vote."""
    require(by, area)
    if call is not None:
        settings["is_binding"] = is_binding_for(call, area)
    ballot = Ballot(
        area=area,
        call=call,
        title=title,
        budget=Decimal(budget),
        closes_at=closes_at,
        code=next_code(area, series="TP"),
        **settings,
    )
    start(ballot, by=by, channel=channel)
    return ballot


def _draft(ballot: Ballot) -> Ballot:
    row = Ballot.objects.select_for_update().get(pk=ballot.pk)
    if row.status != "draft":
        raise Refused(_("The vote is open: nothing of it can be changed any more."))
    return row


@transaction.atomic
def change_settings(ballot: Ballot, *, by: User | None, **settings: Any) -> None:
    """Change a draft. Raises NotAllowed; Refused once it is open; KeyError for other fields."""
    require(by, ballot.area)
    row = _draft(ballot)
    for name, value in settings.items():
        if name not in SETTINGS:
            raise KeyError(name)
        if name == "is_binding" and row.call is not None and value != row.is_binding:
            raise Refused(_("The call says what this vote is worth."), field="is_binding")
        setattr(row, name, value)
        setattr(ballot, name, value)
    recount(row)  # it may count as binding now
    row.save(update_fields=[*settings, "counted"])


@transaction.atomic
def put_on_ballot(ballot: Ballot, project: Any, *, by: User | None) -> BallotItem:
    """One project more, at its present budget. Raises NotAllowed, Refused."""
    require(by, ballot.area)
    row = _draft(ballot)
    if not project.area.path.startswith(ballot.area.path):
        raise Refused(_("This project belongs to another area."), field="project")
    if row.call is not None and not projects_of(row.call).filter(pk=project.pk).exists():
        raise Refused(_("This project did not come from the call."), field="project")
    if row.items.filter(project=project).exists():
        raise Refused(_("This project is on the ballot already."), field="project")
    if row.items.count() >= MOST_ITEMS:
        raise Refused(_("There is no more room on this ballot."), field="project")
    last = row.items.aggregate(last=Max("position"))["last"] or 0
    return BallotItem.objects.create(
        ballot=row, project=project, position=last + 1, title=project.title, cost=project.budget
    )


@transaction.atomic
def put_all_on_ballot(ballot: Ballot, *, by: User | None) -> int:
    """Everything its call brought that waits for a vote; returns how many were put on.

    Raises NotAllowed, Refused.
    """
    waiting = list(projects_for(ballot)) if ballot.call is not None else []
    for project in waiting:
        put_on_ballot(ballot, project, by=by)
    return len(waiting)


@transaction.atomic
def take_off_ballot(item: BallotItem, *, by: User | None) -> None:
    """One project less; the others move up. Raises NotAllowed, Refused."""
    require(by, item.ballot.area)
    row = _draft(item.ballot)
    later = row.items.filter(position__gt=item.position).order_by("position")
    BallotItem.objects.filter(pk=item.pk).delete()
    for other in later:
        other.position -= 1
        other.save(update_fields=["position"])
