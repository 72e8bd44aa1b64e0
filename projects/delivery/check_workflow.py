"""The life of a check: the one table of its steps. Who accepted or bought does not answer it."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.permits import has
from core.counters.versions import bump
from core.workflow.table import Call, Refused, State, Transition, Workflow, WorkingDays
from projects.delivery import check_telling
from projects.delivery.versions import PROJECTS

KIND = "check"
OPEN = ("filed", "looking", "mending")
FINDINGS = ("in_order", "mended", "not_done")
LOOK_WITHIN, ANSWER_WITHIN, MEND_WITHIN = 3, 10, 30  # working days

checks = has("projects.check")
# whoever bought the thing or said that it is there
INVOLVED = ("project.sign_contract", "project.accept", "project.report_completion")
# whoever asked the question does not answer it
ASKED = "file"

STATES = (
    State(
        "filed",
        p("check", "Reported"),
        "warn",
        limit=WorkingDays(LOOK_WITHIN),
        waits_for="subdistrict",
        said=_("Somebody will go and look."),
    ),
    State(
        "looking",
        p("check", "Being looked into"),
        "info",
        limit=WorkingDays(ANSWER_WITHIN),
        waits_for="subdistrict",
        said=_("Somebody is looking at the thing itself."),
    ),
    State(
        "mending",
        p("check", "Being put right"),
        "warn",
        limit=WorkingDays(MEND_WITHIN),
        waits_for="subdistrict",
        said=_("Something was found and is being put right."),
    ),
    State(
        "answered", p("check", "Answered"), "ok", said=_("It was looked at. Here is the answer.")
    ),
    State(
        "set_aside",
        p("check", "Set aside"),
        said=_("It was not about this project. The reason is here."),
    ),
)


def _text(call: Call, name: str) -> str:
    return str(call.data.get(name) or "").strip()


def was_not_on_the_panel(check: Any, call: Call) -> None:
    """Whoever signed that it is good does not say so a second time."""
    if call.by is not None and check.project.acceptances.filter(members__user=call.by).exists():
        raise Refused(_now("You were on the panel; somebody else has to answer."))


def answer_is_whole(check: Any, call: Call) -> None:
    """What was found, in neutral words for everybody."""
    if _text(call, "finding") not in FINDINGS:
        raise Refused(_now("Please say what you found there."), field="finding")
    if not _text(call, "gist") and not check.gist:
        raise Refused(_now("Please fill this in; everybody will read it."), field="gist")


def answer(check: Any, call: Call) -> dict[str, Any]:
    """The answer is for everybody; whoever reported it is told."""
    check.finding, check.answer = _text(call, "finding"), call.note
    check.gist = _text(call, "gist") or check.gist
    check.answered_at = call.at
    _close(check, call)
    return {"finding": check.finding}


def mend(check: Any, call: Call) -> None:
    """Something is wrong: the community is told to have it put right."""
    check.gist = _text(call, "gist") or check.gist or call.note[:300]
    check_telling.community(check, call)
    bump(PROJECTS)


def set_aside(check: Any, call: Call) -> None:
    check.answer = call.note[:1000]
    _close(check, call)


def _close(check: Any, call: Call) -> None:
    check_telling.reporter(check, call)
    bump(PROJECTS)


CHECK = Workflow(
    KIND,
    "filed",
    STATES,
    (
        Transition(
            "look",
            ("filed",),
            "looking",
            checks,
            p("check", "Look into it"),
            kind="primary",
            different_person_from=INVOLVED,
            said=_("Somebody is looking into it"),
        ),
        Transition(
            "mend",
            ("looking",),
            "mending",
            checks,
            p("check", "Have it put right"),
            note_required=True,
            form="projects.delivery.check_forms.MendForm",
            effect=mend,
            different_person_from=INVOLVED,
            said=_("Something was found and is being put right"),
        ),
        Transition(
            "answer",
            ("looking", "mending"),
            "answered",
            checks,
            p("check", "Answer"),
            note_required=True,
            form="projects.delivery.check_forms.AnswerCheckForm",
            guards=(was_not_on_the_panel, answer_is_whole),
            effect=answer,
            different_person_from=(ASKED, *INVOLVED),
            kind="primary",
            said=_("It was answered"),
        ),
        Transition(
            "set_aside",
            ("filed", "looking"),
            "set_aside",
            checks,
            p("check", "Set aside"),
            note_required=True,
            guards=(was_not_on_the_panel,),
            effect=set_aside,
            different_person_from=(ASKED, *INVOLVED),
            kind="danger",
            said=_("It was set aside, with the reason"),
        ),
    ),
    start="file",
)
