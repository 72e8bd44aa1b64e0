"""What the API of projects takes and gives, for validation and for the schema."""

from typing import Any

from rest_framework import serializers

from core.accounts.models import User
from core.workflow.engine import available
from core.workflow.queries import timeline
from projects.delivery.guards import running_notice
from projects.delivery.kinds import Category, ProjectKind, Source
from projects.delivery.models import MicroProject
from projects.delivery.paid_lines import PURPOSES, paid_lines_of
from projects.delivery.project_file import notices_of
from projects.delivery.public_notices import PublicNotice
from projects.delivery.queries import or_none, with_pictures
from projects.delivery.settlements import Payment
from projects.delivery.workflow import PROJECT
from projects.delivery.works import ProgressNote
from projects.funding.queries import of_project

STATUSES = [(state.name, state.label) for state in PROJECT.states]
STEPS = [arrow.name for arrow in PROJECT.transitions]


def _yuan(**more: Any) -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=16, decimal_places=2, **more)


class ProjectItem(serializers.Serializer):
    """A project in its public words. Amounts in yuan, two decimals."""

    code = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    place = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(ProjectKind.choices)
    category = serializers.ChoiceField(Category.choices)
    source = serializers.ChoiceField(Source.choices)  # type: ignore[assignment]
    community = serializers.CharField(help_text="Division code.")
    community_name = serializers.CharField()
    status = serializers.ChoiceField(STATUSES)
    status_since = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    budget = _yuan()
    is_emergency = serializers.BooleanField(help_text="Approved first; vote and notice follow.")
    is_fast_track = serializers.BooleanField()
    longitude = serializers.FloatField(allow_null=True)
    latitude = serializers.FloatField(allow_null=True)
    shortlisted_at = serializers.DateTimeField()
    approved_at = serializers.DateTimeField(allow_null=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)


class ProjectMoney(serializers.Serializer):
    """What the ledger says of it, in yuan."""

    committed = _yuan(help_text="Set aside and not yet contracted.")
    contracted = _yuan(help_text="Under contract and not yet paid.")
    retention = _yuan(help_text="Held back until the warranty is over.")
    paid = _yuan()
    reduced = _yuan(help_text="What settlement gave back.")
    pledged = _yuan(help_text="Social contributions promised.")
    received = _yuan(help_text="Social contributions that came.")


class AnsweredObjection(serializers.Serializer):
    """An objection by a resident, in staff's neutral words."""

    at = serializers.DateTimeField()
    gist = serializers.CharField(allow_blank=True)
    answer = serializers.CharField(allow_blank=True)
    upheld = serializers.BooleanField()


class ProjectNotice(serializers.Serializer):
    """A public notice, as it was put up."""

    purpose = serializers.ChoiceField(PublicNotice.Purpose.choices)
    starts = serializers.DateField()
    ends = serializers.DateField(allow_null=True, help_text="Null while an objection waits.")
    days = serializers.IntegerField(help_text="Working days.")
    is_over = serializers.BooleanField()
    objections_to = serializers.CharField()
    objections = AnsweredObjection(many=True)


class ProjectContract(serializers.Serializer):
    """Who does it, and for how much."""

    vendor = serializers.CharField()
    number = serializers.CharField()
    amount = _yuan()
    signed_on = serializers.DateField()
    starts = serializers.DateField()
    ends = serializers.DateField()
    offers = serializers.IntegerField(help_text="How many offers there were.")


class ProjectPayment(serializers.Serializer):
    """One payment, or money that came back. Together they are `money.paid`."""

    purpose = serializers.ChoiceField(PURPOSES)
    amount = _yuan(help_text="Below zero where money came back.")
    on = serializers.DateField()


class ProjectMilestone(serializers.Serializer):
    """What is to be reached by a day."""

    title = serializers.CharField()
    due_on = serializers.DateField()
    reached_on = serializers.DateField(allow_null=True)


class ProjectProgress(serializers.Serializer):
    """What was done by a day."""

    on = serializers.DateField()
    stage = serializers.ChoiceField(ProgressNote.Stage.choices)
    text = serializers.CharField()
    percent = serializers.IntegerField(allow_null=True)
    pictures = serializers.ListField(child=serializers.CharField(), help_text="Addresses.")


class ProjectMove(serializers.Serializer):
    """One step of its way."""

    name = serializers.CharField()
    said = serializers.CharField()
    status = serializers.ChoiceField(STATUSES)
    at = serializers.DateTimeField()


class ProjectDetail(ProjectItem):
    """A project with its money, notices, contract, works and way so far."""

    beneficiaries = serializers.CharField(allow_blank=True)
    responsible = serializers.CharField(allow_blank=True)
    supervision_phone = serializers.CharField(allow_blank=True)
    planned_start = serializers.DateField(allow_null=True)
    planned_finish = serializers.DateField(allow_null=True)
    money = ProjectMoney()
    final_cost = _yuan(allow_null=True)
    may_object = serializers.BooleanField(help_text="Whether a notice is up.")
    notices = ProjectNotice(many=True)
    contract = ProjectContract(allow_null=True)
    payments = ProjectPayment(many=True)
    milestones = ProjectMilestone(many=True)
    progress = ProjectProgress(many=True)
    steps = ProjectMove(many=True)
    available = serializers.ListField(
        child=serializers.ChoiceField(STEPS), help_text="Transitions open to you."
    )


class ProjectStep(serializers.Serializer):
    """What a step takes beside its name; each takes some of these. Amounts in yuan."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    book = serializers.CharField(required=False, help_text="approve: number of the fund's book.")
    amount = _yuan(required=False, help_text="approve, and every step of money.")
    days = serializers.IntegerField(required=False, help_text="publish_notice: working days.")
    beneficiaries = serializers.CharField(required=False, max_length=200)
    objections_to = serializers.CharField(required=False, max_length=120)
    fund = serializers.CharField(required=False, max_length=200)
    implementer = serializers.CharField(required=False, max_length=120)
    contact_name = serializers.CharField(required=False, max_length=60)
    contact_phone = serializers.CharField(required=False, max_length=40)
    vendor = serializers.CharField(required=False, help_text="sign_contract: id of the vendor.")
    contract_amount = _yuan(required=False)
    number = serializers.CharField(required=False, max_length=60)
    signed_on = serializers.DateField(required=False)
    starts = serializers.DateField(required=False)
    ends = serializers.DateField(required=False)
    items = serializers.CharField(
        required=False, help_text="One line an item: name, unit, quantity, unit price."
    )
    choice_reason = serializers.CharField(required=False, max_length=300)
    few_quotes_reason = serializers.CharField(required=False, max_length=300)
    no_interest = serializers.BooleanField(required=False)
    on = serializers.DateField(required=False)
    final = _yuan(required=False)
    reason = serializers.CharField(required=False, max_length=300)
    retention = _yuan(required=False)
    retention_until = serializers.DateField(required=False)
    invoice = serializers.CharField(
        required=False, max_length=60, help_text="settle: counts once for its vendor."
    )
    auditor = serializers.CharField(required=False, max_length=120)
    voucher = serializers.CharField(
        required=False,
        max_length=40,
        help_text="pay, release_retention, record_refund: counts once for all projects of the "
        "finance office that keeps the book, whatever its case, width and blanks.",
    )
    purpose = serializers.ChoiceField(Payment.Purpose.choices, required=False)
    responsible = serializers.CharField(required=False, max_length=60)
    supervision_phone = serializers.CharField(required=False, max_length=40)


ITEM_FIELDS = (
    "code",
    "title",
    "summary",
    "place",
    "kind",
    "category",
    "source",
    "status",
    "status_since",
    "due_at",
    "budget",
    "is_emergency",
    "is_fast_track",
    "longitude",
    "latitude",
    "approved_at",
    "accepted_at",
    "closed_at",
)


def item(project: MicroProject) -> dict[str, Any]:
    """The public fields of a project."""
    place = project.area.community or project.area
    return {name: getattr(project, name) for name in ITEM_FIELDS} | {
        "community": place.code,
        "community_name": place.name,
        "shortlisted_at": project.created_at,
    }


def detail(project: MicroProject, user: User) -> dict[str, Any]:
    """Everything public about a project, and the steps open to whoever asks."""
    money = of_project(project)
    settlement = or_none(project, "settlement")
    names = ("beneficiaries", "responsible", "supervision_phone", "planned_start", "planned_finish")
    return (
        item(project)
        | {name: getattr(project, name) for name in names}
        | {
            "money": {name: getattr(money, name) for name in ProjectMoney().fields},
            "final_cost": settlement.final if settlement else None,
            "may_object": running_notice(project) is not None,
            "notices": [_notice(n) for n in notices_of(project)],
            "contract": _contract(project),
            "payments": paid_lines_of(project),
            "milestones": list(project.milestones.all()),
            "progress": [_progress(n) for n in with_pictures(project.progress_notes.all()[:50])],
            "steps": [
                {
                    "name": s.record.name,
                    "said": str(s.said),
                    "status": s.record.to_state,
                    "at": s.record.at,
                }
                for s in timeline(project)
            ],
            "available": [t.name for t in available(project, user)] if user.pk else [],
        }
    )


def _notice(notice: PublicNotice) -> dict[str, Any]:
    names = ("purpose", "starts", "ends", "days", "objections_to")
    return {name: getattr(notice, name) for name in names} | {
        "is_over": notice.ended_at is not None,
        # what is not answered yet has no neutral words either
        "objections": [
            {
                "at": o.at,
                "gist": o.gist,
                "answer": o.answer if o.gist or o.upheld else "",
                "upheld": o.upheld,
            }
            for o in notice.objections.all()
        ],
    }


def _contract(project: MicroProject) -> dict[str, Any] | None:
    contract = or_none(project, "contract")
    if contract is None:
        return None
    names = ("number", "amount", "signed_on", "starts", "ends")
    return {name: getattr(contract, name) for name in names} | {
        "vendor": contract.vendor.name,
        "offers": project.quotations.count(),
    }


def _progress(note: ProgressNote) -> dict[str, Any]:
    names = ("on", "stage", "text", "percent")
    return {name: getattr(note, name) for name in names} | {
        "pictures": [picture.get_absolute_url() for picture in note.pictures]
    }
