"""Where a micro-project can stand, how long, and who is expected to act (DOMAIN 1.3)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.workflow.table import State, WorkingDays
from projects.delivery import limits

KIND = "project"

BEFORE_VOTE = ("shortlisted", "deliberating", "voting", "vote_failed")
BEFORE_APPROVAL = (
    *BEFORE_VOTE,
    "vote_passed",
    "public_notice",
    "objected",
    "notice_passed",
    "street_review",
    "returned",
)
UNDER_WAY = (
    "approved",
    "procurement",
    "contracted",
    "in_progress",
    "suspended",
    "change_pending",
    "acceptance_pending",
    "rectifying",
)
AFTER_ACCEPTANCE = ("accepted", "settlement", "settled", "evaluating")
ENDED = ("closed", "rejected", "withdrawn", "terminated")
OPEN = (*BEFORE_APPROVAL, *UNDER_WAY, *AFTER_ACCEPTANCE)

STATES = (
    State(
        "shortlisted",
        p("project", "Shortlisted"),
        "info",
        waits_for="community",
        said=_("It passed the first check and waits for a vote."),
    ),
    State(
        "deliberating",
        p("project", "On the council's agenda"),
        "info",
        waits_for="council",
        said=_("The residents' council will talk about it."),
    ),
    State(
        "voting",
        p("project", "Being voted on"),
        "info",
        waits_for="council",
        said=_("The vote is going on."),
    ),
    State(
        "vote_passed",
        p("project", "Vote passed"),
        "ok",
        limit=WorkingDays(limits.to_publish_notice),
        waits_for="community",
        said=_("The vote said yes. A public notice comes next."),
    ),
    State(
        "vote_failed",
        p("project", "Vote failed"),
        waits_for="community",
        said=_("The vote said no. It may be brought again with changes."),
    ),
    State(
        "public_notice",
        p("project", "Public notice"),
        "info",
        limit=WorkingDays(limits.notice_days),
        resumes_clock=True,
        waits_for="everybody",
        said=_("Everybody can read the plan and object before the notice ends."),
    ),
    State(
        "objected",
        p("project", "Objection to be answered"),
        "warn",
        stops_clock=True,
        waits_for="community",
        said=_("Somebody objected. The notice waits until every objection is answered."),
    ),
    State(
        "notice_passed",
        p("project", "Notice ended"),
        "ok",
        limit=WorkingDays(limits.to_report_up),
        waits_for="community",
        said=_("The notice ended and every objection was answered."),
    ),
    State(
        "street_review",
        p("project", "With the subdistrict"),
        "info",
        limit=WorkingDays(limits.review_days),
        waits_for="subdistrict",
        said=_("The subdistrict checks vote, notice and money."),
    ),
    State(
        "returned",
        p("project", "Returned to the community"),
        "warn",
        waits_for="community",
        said=_("The subdistrict has a question; the community answers it."),
    ),
    State(
        "rejected",
        p("project", "Not approved"),
        said=_("The subdistrict did not approve it. The reason is here."),
    ),
    State(
        "approved",
        p("project", "Approved"),
        "ok",
        limit=WorkingDays(limits.to_procure),
        waits_for="community",
        said=_("It is approved and its money is set aside."),
    ),
    State(
        "procurement",
        p("project", "Procurement"),
        "info",
        limit=WorkingDays(limits.procurement_days),
        waits_for="community",
        said=_("Offers are compared."),
    ),
    State(
        "contracted",
        p("project", "Contract signed"),
        "info",
        waits_for="community",
        said=_("Who does it, and for how much, is settled."),
    ),
    State(
        "in_progress",
        p("project", "Under way"),
        "info",
        waits_for="community",
        said=_("Work has begun."),
    ),
    State(
        "suspended",
        p("project", "Suspended"),
        "warn",
        waits_for="community",
        said=_("Work is interrupted. The reason is here."),
    ),
    State(
        "change_pending",
        p("project", "Change to be decided"),
        "warn",
        waits_for="subdistrict",
        said=_("A change of plan or price is being decided."),
    ),
    State(
        "acceptance_pending",
        p("project", "To be accepted"),
        "info",
        limit=WorkingDays(limits.acceptance_days),
        resumes_clock=True,
        waits_for="subdistrict",
        said=_("The work is reported done. A panel with residents looks at it."),
    ),
    State(
        "rectifying",
        p("project", "Being put right"),
        "warn",
        stops_clock=True,
        waits_for="community",
        said=_("The panel found something that must be put right first."),
    ),
    State(
        "accepted",
        p("project", "Accepted"),
        "ok",
        waits_for="finance",
        said=_("The panel accepted the work."),
    ),
    State(
        "settlement",
        p("project", "Settlement"),
        "info",
        limit=WorkingDays(limits.settlement_days),
        waits_for="finance",
        said=_("The final cost is worked out."),
    ),
    State(
        "settled",
        p("project", "Settled"),
        "ok",
        waits_for="community",
        said=_("The final cost is settled."),
    ),
    State(
        "evaluating",
        p("project", "Residents rate it"),
        "info",
        limit=limits.EVALUATION,
        waits_for="residents",
        said=_("Residents say whether they are satisfied."),
    ),
    State(
        "closed",
        p("project", "Closed"),
        "ok",
        said=_("Everything is done and shown in the open. Somebody looks after it from now on."),
    ),
    State(
        "withdrawn",
        p("project", "Withdrawn"),
        said=_("It was taken back before it was approved. The reason is here."),
    ),
    State(
        "terminated",
        p("project", "Ended early"),
        said=_("It was ended early and the money not spent went back. The reason is here."),
    ),
)
