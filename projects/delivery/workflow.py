"""The life of a micro-project: the one table of its steps (DOMAIN 1.3 and 1.6).

From the shortlist to approval it needs a valid vote and an ended notice; afterwards every yuan
moves with a step. Proposer, screener, approver, acceptor and payer are different persons.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.permits import has, nobody
from core.workflow.table import STAY, Transition, Workflow
from projects.delivery.permits import anybody, approves
from projects.delivery.states import BEFORE_APPROVAL, KIND, STATES, UNDER_WAY

runs = has("projects.run")
holds_council = has("councils.run")
accepts = has("projects.accept")
settles = has("projects.settle")
pays = has("projects.pay")

PROPOSED, SCREENED = "proposal.submit", "proposal.shortlist"
HELD_BY_ONE = (PROPOSED, SCREENED, "approve", "approve_first", "accept", "pay")


def _others(*own: str) -> tuple[str, ...]:
    """The acts of the other four persons."""
    return tuple(act for act in HELD_BY_ONE if act not in own)


VOTE = (
    Transition(
        "put_on_agenda",
        ("shortlisted", "vote_failed"),
        "deliberating",
        holds_council,
        p("project", "Put on the agenda"),
        kind="primary",
        said=_("It is on the agenda of the residents' council"),
    ),
    Transition(
        "take_off_agenda",
        ("deliberating", "voting"),
        "shortlisted",
        holds_council,
        p("project", "Take off the agenda"),
        note_required=True,
        kind="quiet",
        said=_("It was taken off the agenda"),
    ),
    Transition(
        "open_vote",
        ("deliberating",),
        "voting",
        holds_council,
        p("project", "Open the vote"),
        kind="primary",
        said=_("The council votes"),
    ),
    Transition(
        "pass_vote",
        ("voting",),
        "vote_passed",
        holds_council,
        p("project", "Passed"),
        kind="primary",
        said=_("The council said yes"),
    ),
    Transition(
        "fail_vote",
        ("voting",),
        "vote_failed",
        holds_council,
        p("project", "Failed"),
        said=_("The council said no"),
    ),
)
NOTICE = (
    Transition(
        "publish_notice",
        ("vote_passed",),
        "public_notice",
        runs,
        p("project", "Publish the notice"),
        kind="primary",
        form="projects.delivery.step_forms.NoticeForm",
        said=_("The public notice began"),
    ),
    Transition(
        "object",
        ("public_notice", "objected"),
        "objected",
        anybody,
        p("project", "Object"),
        note_required=True,
        form="projects.delivery.step_forms.ObjectionForm",
        kind="quiet",
        said=_("Somebody objected; the notice waits"),
    ),
    Transition(
        "resume_notice",
        ("objected",),
        "public_notice",
        runs,
        p("project", "Go on with the notice"),
        kind="primary",
        said=_("Every objection is answered; the notice goes on"),
    ),
    Transition(
        "uphold",
        ("objected",),
        "shortlisted",
        runs,
        p("project", "The objection is right"),
        note_required=True,
        kind="danger",
        said=_("An objection was right; the plan goes back to the council"),
    ),
    Transition(
        "end_notice",
        ("public_notice",),
        "notice_passed",
        nobody,
        p("project", "End the notice"),
        said=_("The public notice ended"),
    ),
)
REVIEW = (
    Transition(
        "report_up",
        ("notice_passed", "returned"),
        "street_review",
        runs,
        p("project", "Report to the subdistrict"),
        kind="primary",
        said=_("It went to the subdistrict"),
    ),
    Transition(
        "return_it",
        ("street_review",),
        "returned",
        has("projects.review"),
        p("project", "Return with a question"),
        note_required=True,
        said=_("The subdistrict has a question"),
    ),
    Transition(
        "reject",
        ("street_review",),
        "rejected",
        approves,
        p("project", "Reject"),
        note_required=True,
        kind="danger",
        said=_("The subdistrict did not approve it"),
    ),
    Transition(
        "approve",
        ("street_review",),
        "approved",
        approves,
        p("project", "Approve"),
        form="projects.delivery.step_forms.ApproveForm",
        different_person_from=_others("approve", "approve_first"),
        kind="primary",
        said=_("It is approved; the money is set aside"),
    ),
    Transition(
        "approve_first",
        ("shortlisted",),
        "approved",
        approves,
        p("project", "Approve at once (emergency)"),
        form="projects.delivery.step_forms.EmergencyForm",
        note_required=True,
        different_person_from=_others("approve", "approve_first"),
        kind="danger",
        said=_("Approved at once because of an emergency; vote and notice follow"),
    ),
    Transition(
        "ratify",
        (*UNDER_WAY, "accepted", "settlement", "settled", "evaluating"),
        STAY,
        holds_council,
        p("project", "The council's later vote"),
        kind="quiet",
        said=_("The council voted on the emergency afterwards"),
    ),
    Transition(
        "publish_late_notice",
        (*UNDER_WAY, "accepted", "settlement", "settled", "evaluating"),
        STAY,
        runs,
        p("project", "Publish the later notice"),
        form="projects.delivery.step_forms.NoticeForm",
        said=_("The public notice of the emergency began"),
    ),
    Transition(
        "end_late_notice",
        (*UNDER_WAY, "accepted", "settlement", "settled", "evaluating"),
        STAY,
        nobody,
        p("project", "End the later notice"),
        said=_("The public notice of the emergency ended"),
    ),
)
WORK = (
    Transition(
        "begin_procurement",
        ("approved",),
        "procurement",
        runs,
        p("project", "Begin procurement"),
        kind="primary",
        said=_("Offers are being asked for"),
    ),
    Transition(
        "sign_contract",
        ("procurement",),
        "contracted",
        runs,
        p("project", "Record the contract"),
        form="projects.delivery.step_forms.ContractForm",
        kind="primary",
        said=_("The contract is signed"),
    ),
    Transition(
        "start_work",
        ("contracted",),
        "in_progress",
        runs,
        p("project", "Work begins"),
        form="projects.delivery.step_forms.StartForm",
        kind="primary",
        said=_("Work began"),
    ),
    Transition(
        "suspend",
        ("in_progress",),
        "suspended",
        runs,
        p("project", "Interrupt the work"),
        note_required=True,
        said=_("Work is interrupted"),
    ),
    Transition(
        "resume",
        ("suspended",),
        "in_progress",
        runs,
        p("project", "Work goes on"),
        kind="primary",
        said=_("Work goes on"),
    ),
    Transition(
        "request_change",
        ("contracted", "in_progress"),
        "change_pending",
        runs,
        p("project", "Ask for a change"),
        note_required=True,
        form="projects.delivery.step_forms.ChangeForm",
        said=_("A change was asked for"),
    ),
    Transition(
        "agree_change",
        ("change_pending",),
        "in_progress",
        approves,
        p("project", "Agree to the change"),
        kind="primary",
        said=_("The change was agreed"),
    ),
    Transition(
        "refuse_change",
        ("change_pending",),
        "in_progress",
        approves,
        p("project", "Refuse the change"),
        note_required=True,
        said=_("The change was refused; work goes on as planned"),
    ),
    Transition(
        "report_completion",
        ("in_progress",),
        "acceptance_pending",
        runs,
        p("project", "Report it done"),
        form="projects.delivery.step_forms.CompletionForm",
        kind="primary",
        said=_("The work is reported done"),
    ),
)
ACCEPTANCE = (
    Transition(
        "accept",
        ("acceptance_pending",),
        "accepted",
        accepts,
        p("project", "The panel accepts"),
        form="projects.delivery.step_forms.AcceptForm",
        different_person_from=_others("accept"),
        kind="primary",
        said=_("The panel accepted the work"),
    ),
    Transition(
        "require_rectification",
        ("acceptance_pending",),
        "rectifying",
        accepts,
        p("project", "Something must be put right"),
        note_required=True,
        said=_("The panel found something to be put right"),
    ),
    Transition(
        "report_rectified",
        ("rectifying",),
        "acceptance_pending",
        runs,
        p("project", "It is put right"),
        kind="primary",
        said=_("It was put right"),
    ),
)
MONEY = (
    Transition(
        "pay",
        ("contracted", "in_progress", "accepted", "settlement", "settled", "evaluating", "closed"),
        STAY,
        pays,
        p("project", "Record a payment"),
        form="projects.delivery.step_forms.PaymentForm",
        different_person_from=_others("pay"),
        said=_("A payment was made"),
    ),
    Transition(
        "begin_settlement",
        ("accepted",),
        "settlement",
        settles,
        p("project", "Begin settlement"),
        kind="primary",
        said=_("The final cost is being worked out"),
    ),
    Transition(
        "settle",
        ("settlement",),
        "settled",
        settles,
        p("project", "Settle the final cost"),
        form="projects.delivery.step_forms.SettleForm",
        kind="primary",
        said=_("The final cost is settled"),
    ),
    Transition(
        "release_retention",
        ("settled", "evaluating", "closed"),
        STAY,
        pays,
        p("project", "Release the retention money"),
        form="projects.delivery.step_forms.RetentionForm",
        different_person_from=_others("pay"),
        said=_("The retention money was released"),
    ),
)
ENDING = (
    Transition(
        "ask_residents",
        ("settled",),
        "evaluating",
        runs,
        p("project", "Ask the residents"),
        kind="primary",
        said=_("Residents are asked whether they are satisfied"),
    ),
    Transition(
        "close",
        ("evaluating",),
        "closed",
        runs,
        p("project", "Close and disclose"),
        form="projects.delivery.step_forms.ClosingForm",
        kind="primary",
        said=_("Everything is shown in the open; it is closed"),
    ),
    Transition(
        "withdraw",
        BEFORE_APPROVAL,
        "withdrawn",
        runs,
        p("project", "Withdraw"),
        note_required=True,
        kind="danger",
        said=_("It was withdrawn"),
        confirm=_("It ends here, with the reason shown to everybody."),
    ),
    Transition(
        "terminate",
        UNDER_WAY,
        "terminated",
        approves,
        p("project", "End early"),
        note_required=True,
        kind="danger",
        said=_("It was ended early; the money not spent went back"),
        confirm=_("It ends here. What is not yet paid goes back to the fund."),
    ),
)

PROJECT = Workflow(
    KIND,
    "shortlisted",
    STATES,
    (*VOTE, *NOTICE, *REVIEW, *WORK, *ACCEPTANCE, *MONEY, *ENDING),
    start="shortlist",
)
