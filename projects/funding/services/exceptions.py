"""Caps and the exceptions from them."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.ui.formatting import exact_money
from core.workflow.errors import NotAllowed, Refused
from projects.funding import queries
from projects.funding.caps import CapException, FundCap
from projects.funding.errors import OverCap
from projects.funding.queries import ZERO
from projects.funding.rule_changes import RuleChange, note_change
from projects.funding.services.posting import checked
from projects.funding.services.projects import check_caps

CAPPED = ("per_project_max", "per_year_max")


@transaction.atomic
def set_cap(
    area: Area,
    year: int,
    kind: str,
    *,
    by: User,
    per_project_max: Decimal | None,
    per_year_max: Decimal | None,
) -> FundCap | None:
    """Set the caps of an area from a year on; with both empty the row goes and None is returned.

    Raises NotAllowed, ValidationError by field.
    """
    if not by.can("funds.caps", area):
        raise NotAllowed
    Area.objects.select_for_update(of=("self",), no_key=True).get(pk=area.pk)
    row = FundCap.objects.filter(area=area, year=year, kind=kind).first()
    note_change(
        area,
        RuleChange.What.CAP,
        by=by,
        about=f"{year} {kind}".strip(),
        before={name: getattr(row, name, None) for name in CAPPED},
        after={"per_project_max": per_project_max, "per_year_max": per_year_max},
    )
    if per_project_max is None and per_year_max is None:
        if row is not None:
            row.delete()
        return None
    row = row or FundCap(area=area, year=year, kind=kind)
    row.per_project_max, row.per_year_max = per_project_max, per_year_max
    row.full_clean(exclude=["area"])
    row.save()
    return row


@transaction.atomic
def request_exception(project: Any, amount: Decimal, *, by: User, reason: str) -> CapException:
    """Ask that a project may cost up to `amount` yuan although a cap says less.

    Raises NotAllowed; Refused without a reason, while another request is open, or when the
    project keeps to the caps anyway.
    """
    if not by.can("funds.exception_request", project.area):
        raise NotAllowed
    if not reason.strip():
        raise Refused(_("Please say why the cap is not enough."), field="reason")
    type(project)._base_manager.select_for_update(of=("self",), no_key=True).get(pk=project.pk)
    if project.cap_exceptions.filter(decision=CapException.Decision.OPEN).exists():
        raise Refused(_("A request for this project is already waiting for a decision."))
    _needs_it(project)
    return CapException.objects.create(
        project=project,
        area_id=project.area_id,
        amount=checked(amount),
        reason=reason.strip()[:500],
        requested_by=by,
    )


def cost_of(project: Any) -> Decimal:
    """What it is to cost in yuan: its budget, or more with the change that waits."""
    asked = project.changes.filter(outcome="").aggregate(most=Max("new_price"))["most"] or ZERO
    return Decimal(max(project.budget, asked))


def goes_beyond_caps(project: Any) -> bool:
    """Whether it is to cost more than the caps for one project or for a year leave it."""
    more = cost_of(project) - queries.of_project(project).bound
    try:
        check_caps(project, timezone.localdate().year, more)
    except OverCap:
        return True
    return False


def _needs_it(project: Any) -> None:
    """Refuse for a project that keeps to a cap there is."""
    cap = queries.cap_for(project.area, timezone.localdate().year, project.kind)
    if cap is None or goes_beyond_caps(project):
        return
    said = _("It costs {costs}, and up to {cap} no exception is needed here.")
    costs = exact_money(cost_of(project))
    raise Refused(said.format(costs=costs, cap=exact_money(cap)), field="amount")


@transaction.atomic
def decide_exception(
    exception: CapException, *, by: User, approve: bool, note: str
) -> CapException:
    """Approve or decline; never by who asked. Asked twice, the first decision stands.

    Raises NotAllowed; Refused when it is one's own, decided already, or no reason is given.
    """
    rows = CapException.objects.select_for_update(of=("self",)).select_related("area", "project")
    row = rows.get(pk=exception.pk)
    if not by.can("funds.exception_approve", row.area):
        raise NotAllowed
    if row.requested_by_id == by.pk:
        raise Refused(_("You asked for this exception, so somebody else has to decide."))
    if row.decision:
        raise Refused(_("This has been decided already."))
    if not note.strip():
        raise Refused(_("Please give the reason for your decision."), field="note")
    decision = CapException.Decision
    row.decision = decision.APPROVED if approve else decision.DECLINED
    row.decision_note = note.strip()[:500]
    row.decided_by, row.decided_at = by, timezone.now()
    row.save()
    return row
