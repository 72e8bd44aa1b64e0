"""Everything about one project on one page, for whoever works on it."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from core.accounts.models import User
from core.workflow.queries import timeline
from projects.delivery.change_steps import waits_for_council
from projects.delivery.models import MicroProject
from projects.delivery.paid_lines import paid_lines_of
from projects.delivery.procurement import Quotation
from projects.delivery.public_notices import Objection, PublicNotice
from projects.delivery.queries import doubled_papers, or_none, with_pictures
from projects.delivery.services.editing import can_change_words
from projects.delivery.services.procuring import BUYING
from projects.delivery.services.working import PLANNED
from projects.delivery.states import BEFORE_APPROVAL, ENDED
from projects.funding.queries import cap_for, entries_of, gifts_of, of_project
from projects.funding.services import goes_beyond_caps

# before the approval, or while a dearer change waits
MAY_EXCEED = (*BEFORE_APPROVAL, "change_pending")


def notices_of(project: MicroProject) -> list[PublicNotice]:
    """The notices of a project with their objections, newest first; two queries."""
    objections = Objection.objects.select_related("answered_by").order_by("pk")
    rows = project.public_notices.prefetch_related(Prefetch("objections", objections))
    return list(rows.order_by("-pk"))


def _taken_back(project: MicroProject) -> Any:
    rows = Quotation.on_record.filter(project=project, removed_at__isnull=False)
    return rows.select_related("vendor", "removed_by").order_by("pk")


def file_of(project: MicroProject, user: User) -> dict[str, Any]:
    """What the file's sections show. The number of queries does not grow with its rows."""
    contract = or_none(project, "contract")
    runs = user.can("projects.run", project.area)
    may_exceed, year = project.status in MAY_EXCEED, timezone.localdate().year
    return {
        "steps": timeline(project),
        "money": of_project(project),
        "entries": list(entries_of(project)),
        "exceptions": list(project.cap_exceptions.select_related("requested_by", "decided_by")),
        "contributions": list(gifts_of(project)),
        "may_give": runs and project.status not in ENDED,
        "motions": list(project.motions.select_related("meeting").order_by("-pk")),
        "ballot_items": list(project.ballot_items.select_related("ballot").order_by("-pk")),
        "notices": notices_of(project),
        "quotations": list(project.quotations.select_related("vendor")),
        "taken_back": list(_taken_back(project)),
        "cap": cap_for(project.area, year, project.kind) if may_exceed else None,
        "may_ask_for_more": may_exceed
        and user.can("funds.exception_request", project.area)
        and goes_beyond_caps(project),
        "declarations": list(project.declarations.select_related("by")),
        "contract": contract,
        "items": list(contract.items.all()) if contract else [],
        "milestones": list(project.milestones.all()),
        "notes": with_pictures(project.progress_notes.select_related("by")[:50]),
        "settlement": or_none(project, "settlement"),
        "paid_lines": paid_lines_of(project),
        "doubled_papers": doubled_papers(project),
        "proposals": list(project.proposals.order_by("pk")),
        "may_edit": runs and project.status not in ENDED,
        "may_change_words": runs and can_change_words(project),
        "may_buy": runs and project.status in BUYING,
        "may_plan": runs and project.status in PLANNED,
        "may_note": runs and project.approved_at is not None and project.status not in ENDED,
        "runs": runs,
        "council_first": project.status == "change_pending" and waits_for_council(project),
        "holds_council": user.can("councils.run", project.area),
    }
