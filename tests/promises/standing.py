"""Matters of every kind at every stage, for tests that walk whole tables."""

import datetime as dt
import itertools
from decimal import Decimal

from django.utils import timezone

from core.counters.periods import Period
from core.workflow.engine import start
from core.workflow.models import TransitionRecord, WorkflowModel
from portal.home.services import ask_for_call, send_feedback
from portal.reports.services import request_report
from tests.cast import Cast
from tests.errands.models import Errand
from tests.factories import councils, proposals, wishes
from tests.factories.funding import a_project
from tests.promises.after_scene import standing_check
from tests.promises.projects_scene import standing_project
from volunteers.wishes.models import MicroWish

_days = itertools.count()
_GROUP = {"is_shared": True, "seats": 3}


def _wish(cast: Cast, *, group: bool = False) -> MicroWish:
    fields = _GROUP if group else {}
    made = wishes.wish(cast.community, by=cast.resident, **fields)
    made.public_title, made.public_text = wishes.PUBLIC.values()
    made.published_at = made.closed_at = timezone.now()
    made.save()
    return made


def _group_wish(cast: Cast) -> MicroWish:
    return _wish(cast, group=True)


def _call_back(cast: Cast) -> WorkflowModel:
    return ask_for_call(cast.community, name="陈桂芳", phone="13800005678")


def _feedback(cast: Cast) -> WorkflowModel:
    return send_feedback(cast.district, kind="complaint", text="太慢了")


def _report(cast: Cast) -> WorkflowModel:
    day = dt.date(2026, 1, 1) + dt.timedelta(days=next(_days))
    run, _new = request_report(
        area=cast.community, period=Period(day, day), language="en", by=cast.auditor
    )
    return run


def _proposal(cast: Cast) -> WorkflowModel:
    """With what each state demands: public words, a project, another one, a next door."""
    made = proposals.proposal(cast.community, by=cast.resident)
    made.public_title, made.public_text = proposals.PUBLIC.values()
    made.public_since, made.next_door = timezone.now(), "window"
    made.project = a_project(cast.community)
    made.merged_into = proposals.proposal(cast.community)
    made.save()
    return made


def _errand(cast: Cast) -> WorkflowModel:
    made = Errand(code=f"E-{next(_days)}", area=cast.community, cost=Decimal(10))
    start(made, by=cast.resident)
    return made


# one line a room: how a matter of this kind begins; a kind may have several shapes
BEGIN = {
    "wishes": _wish,
    "wishes of a group": _group_wish,
    "call_backs": _call_back,
    "feedback": _feedback,
    "report": _report,
    "project": standing_project,
    "check": standing_check,
    "proposal": _proposal,
    "errand": _errand,
    "meeting": councils.whole_meeting,
    "ballot": councils.whole_ballot,
    "council_election": councils.whole_election,
}
HELD = ("claimed", "contacted", "fulfilled")


def standing(shape: str, state: str, cast: Cast) -> WorkflowModel:
    """A matter of this shape put in this state, its limit just passed, with a row in the log.

    A wish somebody has taken on is held by the volunteer; of a group, by the housekeeper too.
    """
    made = BEGIN[shape](cast)
    if state != made.status:
        # only here, in the words of the log: the check at commit compares both
        TransitionRecord.objects.create(
            kind=made.workflow.kind,
            object_id=made.pk,
            area_id=made.area_id,
            name="placed",
            from_state=made.status,
            to_state=state,
            part="system",
        )
    passed = timezone.now() - dt.timedelta(minutes=1)
    type(made)._base_manager.filter(pk=made.pk).update(status=state, due_at=passed)
    if isinstance(made, MicroWish) and state in HELD:
        made.claims.create(claimer=cast.volunteer, seat=1)
        if made.is_shared:
            made.claims.create(claimer=cast.housekeeper, seat=2)
    made.refresh_from_db()
    return made
