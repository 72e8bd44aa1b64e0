"""What must be true before a residents' vote goes on."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.areas.models import Area
from core.workflow.table import Call, Refused
from projects.delivery.settings import rules_for

VOTABLE = ("shortlisted", "vote_failed", "deliberating")


def has_items(ballot: Any, call: Call) -> None:
    """A vote is between things that can be had: two at least, each within the budget."""
    costs = list(ballot.items.values_list("cost", flat=True))
    if len(costs) < 2:
        raise Refused(_("Please put at least two projects on the ballot."))
    if min(costs) > ballot.budget:
        raise Refused(_("The budget pays for none of these projects."), field="budget")


def has_days(ballot: Any, call: Call) -> None:
    """It is known until when one can vote, and there is time to."""
    if ballot.closes_at is None or ballot.closes_at <= call.at:
        raise Refused(_("Please say until when residents can vote."), field="closes_at")
    leave_time(ballot.area, ballot.closes_at, since=call.at)


def leave_time(area: Area, closes_at: dt.datetime, *, since: dt.datetime) -> None:
    """A vote is open for as long as its area's rules ask, so that residents hear of it.

    Raises Refused on field "closes_at".
    """
    days = rules_for(area).ballot_days
    if closes_at - since < dt.timedelta(days=days):
        said = ngettext(
            "Residents here have at least %(days)s day to vote. Please choose a later end.",
            "Residents here have at least %(days)s days to vote. Please choose a later end.",
            days,
        )
        raise Refused(said % {"days": days}, field="closes_at")


def projects_may_be_voted_on(ballot: Any, call: Call) -> None:
    """A binding vote decides like the council, so its projects must wait for a decision; any
    vote is about what a project is to cost."""
    for item in ballot.items.select_related("project"):
        if item.cost != item.project.budget:
            said = _("The budget of {code} has changed; please take it off and put it on again.")
            raise Refused(said.format(code=item.project.code))
        if ballot.is_binding and item.project.status not in VOTABLE:
            raise Refused(
                _("{code} does not wait for a vote; please take it off the ballot.").format(
                    code=item.project.code
                )
            )


def time_is_up(ballot: Any, call: Call) -> None:
    """Nobody ends a vote early: its days were promised."""
    if ballot.closes_at > call.at:
        raise Refused(_("Residents can still vote."))


def papers_are_all_in(ballot: Any, call: Call) -> None:
    """No result while a pile of paper waits, and none with more votes of any way than people on
    the roll who vote by it."""
    if ballot.batches.waiting().exists():
        raise Refused(_("A pile of paper votes is not agreed yet."))
    roll, cast = _by_way(ballot.marks), _by_way(ballot.sheets)
    if cast["paper"] > roll["paper"]:
        raise Refused(_("There are more votes on paper than papers handed out."))
    if cast - roll:
        raise Refused(_("There are more votes than people on the roll. It must not be published."))
    if ballot.uncounted_sheets():
        raise Refused(_("Votes came in after the count. Please count again."))


def _by_way(rows: Any) -> Counter[str]:
    return Counter(dict(rows.order_by().values_list("way").annotate(n=Count("pk"))))
