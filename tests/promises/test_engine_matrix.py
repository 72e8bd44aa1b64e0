"""Every table: every state × transition × person moves, or is refused for the named reason.

`WHO` says in plain words who may take which step where it is open; the rest follows from the
tables. A kind without its lines here fails.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any
from unittest.mock import patch

import pytest

from core.accounts.permits import nobody
from core.workflow import engine
from core.workflow.engine import advance, refusals
from core.workflow.errors import NotAllowed, Refused, SamePerson, WrongState
from core.workflow.models import TransitionRecord, WorkflowModel
from core.workflow.registry import model_of, workflow_models
from core.workflow.table import Transition
from tests.cast import Cast, make_cast
from tests.factories.proposals import SCREENED
from tests.factories.wishes import PUBLIC
from tests.promises.scene import for_a_module, settle, undone
from tests.promises.standing import BEGIN, HELD, standing

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("engine matrix")]
SYSTEM = "system"
GROUP = " of a group"
HER = "resident community_clerk"
COMMUNITY = "community_clerk secretary"
SUBDISTRICT = "subdistrict_officer street_leader"
EVERYBODY = (
    "community_clerk secretary supervisor neighbour_clerk subdistrict_officer street_leader"
    " district_admin finance_officer auditor system_admin housekeeper volunteer resident stranger"
)
# whom a line need not name, beside whom it does; the kinds in EXACT name everybody
ALSO = {"secretary": "community_clerk", "street_leader": "subdistrict_officer"}
EXACT = {"errand", "call_backs", "project", "check"}

WHO = {
    "wishes": {
        "take_up publish send_back decline refer": "community_clerk",
        "resubmit confirm dispute withdraw veto": HER,
        "claim join": "volunteer housekeeper",
        "report_contact give_up fulfil": "volunteer",
        "leave part_with": "",
        "lapse roll_over": SYSTEM,
    },
    "wishes of a group": {
        "take_up publish send_back decline refer": "community_clerk",
        "resubmit confirm dispute withdraw part_with": HER,
        "claim join leave": "volunteer housekeeper",
        "report_contact fulfil": "volunteer housekeeper",
        "give_up veto": "",
        "lapse roll_over": SYSTEM,
    },
    "call_backs": {
        "call no_answer finish": "community_clerk secretary subdistrict_officer district_admin",
    },
    "feedback": {"answer set_aside": "district_admin"},
    "report": {
        "begin finish fail requeue": SYSTEM,
        "retry": "community_clerk subdistrict_officer district_admin",
    },
    "project": {
        "put_on_agenda take_off_agenda open_vote pass_vote fail_vote": COMMUNITY,
        "publish_notice resume_notice uphold report_up withdraw": COMMUNITY,
        "begin_procurement sign_contract start_work suspend resume request_change": COMMUNITY,
        "report_completion report_rectified ask_residents close": COMMUNITY,
        "object": EVERYBODY,
        "end_notice end_late_notice": SYSTEM,
        "return_it accept require_rectification": SUBDISTRICT,
        "reject approve approve_first agree_change refuse_change": "street_leader",
        "terminate keep_retention": "street_leader",
        "begin_settlement settle pay release_retention record_refund": "finance_officer",
        # of an emergency alone
        "ratify publish_late_notice object_later": "",
    },
    "check": {"look mend answer set_aside": "subdistrict_officer street_leader supervisor"},
    "proposal": {
        "take_up shortlist send_back merge refer decline": "community_clerk",
        "resubmit withdraw": HER,
        "absorb": SYSTEM,
    },
    "meeting": {"open close publish_minutes cancel": "community_clerk"},
    "ballot": {
        "open close count_again publish cancel": "community_clerk",
        "finish_count": SYSTEM,
    },
    "council_election": {"name_candidates publish_result conclude annul": "community_clerk"},
    "errand": {
        "take ask answer comment remark finish": "community_clerk secretary",
        "check reopen": "community_clerk subdistrict_officer",
    },
}
# what a step takes beside the note; `claim` of part_with is filled in below
GIVEN: dict[str, dict[str, Any]] = {
    "publish": dict(PUBLIC),
    "decline": {"next_door": "window"},
    "shortlist": dict(SCREENED),
}
# steps whose guards refuse though the table allows them: (shape, step) and the refusal
GUARDED = {
    ("wishes", "join"): WrongState,  # it is not shared
    ("ballot", "close"): Refused,  # its days are not over
    ("ballot", "publish"): Refused,  # nobody has counted
    ("check", "answer"): Refused,  # what was found?
    ("proposal", "merge"): Refused,  # with which other one?
    ("proposal", "refer"): Refused,  # to a case, or to a wish?
    ("wishes of a group", "join"): Refused,  # both are already part of it
    **{
        ("project", step): Refused
        for step in (
            "pass_vote",  # no council voted
            "uphold",  # nobody objected
            "approve",  # no book, no money
            "approve_first",
            "end_late_notice",  # no emergency
            "sign_contract",  # no offers
            "settle",
            "pay",
            "release_retention",
            "keep_retention",
            "record_refund",
            "request_change",  # nothing asked
            "agree_change",
            "accept",  # no panel
            "require_rectification",
        )
    },
}


def who_may(shape: str, name: str) -> set[str]:
    """By the plain words of WHO, in a state from which the step starts."""
    named = next(set(who.split()) for names, who in WHO[shape].items() if name in names.split())
    return named | {other for other, like in ALSO.items() if like in named and shape not in EXACT}


def right_answer(shape: str, arrow: Transition, obj: Any, user: Any) -> Any:
    """The exception that is due, or None when the matter must move."""
    if user is not None and not arrow.permit(user, obj):
        return NotAllowed
    if obj.status not in arrow.sources:
        return WrongState
    return GUARDED.get((shape, arrow.name))


@contextmanager
def unlocked() -> Iterator[None]:
    """Nobody else is here, and who is refused leaves the row as it was: it need not be read for
    each of some ten thousand refusals."""
    with patch.object(engine, "_lock", copy):
        yield


def attempt(obj: WorkflowModel, arrow: Transition, user: Any) -> Any:
    """The refusal, or None when the matter moved."""
    given = dict(GIVEN.get(arrow.name, {}))
    if arrow.name == "part_with" and obj.claims.exists():
        given["claim"] = obj.claims.first().pk
    try:
        advance(obj, arrow.name, by=user, note="because", **given)
    except (NotAllowed, Refused, SamePerson, WrongState) as refusal:
        return type(refusal)
    return None


def standing_of(obj: WorkflowModel) -> tuple[str, int]:
    """Status and length of its log, as the database has them. A step may begin another matter."""
    status = type(obj)._base_manager.values_list("status", flat=True).get(pk=obj.pk)
    own = TransitionRecord.objects.filter(kind=obj.workflow.kind, object_id=obj.pk)
    return status, own.count()


def people(cast: Cast, arrow: Transition) -> Iterator[tuple[str, Any]]:
    yield from cast.users().items()
    if arrow.permit is nobody:
        yield SYSTEM, None


def cases() -> Iterator[tuple[str, str]]:
    for shape in BEGIN:
        for state in model_of(shape.removesuffix(GROUP)).workflow.states:
            # a group differs only where helpers are
            if not shape.endswith(GROUP) or state.name in ("published", *HELD):
                yield shape, state.name


@pytest.fixture(scope="module")
def people_of_the_cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    with django_db_blocker.unblock(), for_a_module():
        cast = make_cast()
        settle()
        yield cast


@pytest.mark.parametrize(("shape", "state"), list(cases()))
def test_every_step_by_everybody(people_of_the_cast, shape, state):
    obj = standing(shape, state, people_of_the_cast)
    _status, moves = before = standing_of(obj)
    wrong = []
    for arrow in obj.workflow.transitions:
        tried = [
            (name, user, right_answer(shape, arrow, obj, user))
            for name, user in people(people_of_the_cast, arrow)
        ]
        may = {name for name, _user, due in tried if due is not NotAllowed}
        for name, user, due in tried:
            if due is None:
                with undone():
                    got = attempt(obj, arrow, user)
                    assert got or standing_of(obj) == (arrow.leads_to(state), moves + 1)
                obj.refresh_from_db()
            else:
                with unlocked():
                    got = attempt(obj, arrow, user)
            if got is not due:
                wrong.append(f"{state} {arrow.name} by {name}: {got}, not {due}")
        if state in arrow.sources and may != who_may(shape, arrow.name):
            wrong.append(f"{state}: {arrow.name} is open to {sorted(may)}")
        refusals(obj, arrow.name, by=None)  # guards bear a form of which nothing was understood
        assert standing_of(obj) == before, f"{arrow.name} was refused and left something behind"
    assert not wrong, "\n".join(wrong)


def test_every_kind_is_in_the_matrix():
    kinds = Counter(shape.removesuffix(GROUP) for shape in BEGIN)
    assert kinds.keys() == {model.workflow.kind for model in workflow_models()}
    for shape, rows in WHO.items():
        steps = model_of(shape.removesuffix(GROUP)).workflow.by_name
        assert sorted(" ".join(rows).split()) == sorted(steps)


def test_whoever_took_an_earlier_step_is_refused_where_another_is_due(cast):
    """The clerk speaks for the wisher, but not about her own help."""
    obj = standing("wishes", "fulfilled", cast)
    for earlier in ("claim", "join", "fulfil"):
        with undone():
            TransitionRecord.objects.create(
                kind="wishes",
                object_id=obj.pk,
                area_id=obj.area_id,
                name=earlier,
                from_state=obj.status,
                to_state=obj.status,
                actor=cast.community_clerk,
                part="claimer",
            )
            for name in ("confirm", "dispute"):
                with undone():
                    assert (
                        attempt(obj, obj.workflow.by_name[name], cast.community_clerk) is SamePerson
                    )
