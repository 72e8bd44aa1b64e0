"""Changing a contract: what is asked, who decides, how the money follows (DOMAIN 1.6, 5)."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.counters.services import Change, counted, record
from core.ui.formatting import exact_money
from core.workflow.table import Call, Refused
from projects.delivery.amounts import can_be_meant
from projects.delivery.work_guards import FARTHEST
from projects.funding.queries import cap_for, of_project
from projects.funding.services.projects import extend, reduce

CHANGES = "project_changes"


def open_change(project: Any) -> Any:
    """The change that waits for a decision, or None."""
    return project.changes.filter(outcome="").first()


def base_price(project: Any) -> Decimal:
    """The contract as the council knows it: as signed, or as it last agreed to."""
    agreed = project.changes.filter(outcome="agreed")
    by_council = agreed.filter(needs_council=True).last()
    if by_council is not None:
        return Decimal(by_council.new_price)
    first = agreed.first()
    return Decimal(first.old_price if first else project.contract.amount)


def council_decides(project: Any, price: Decimal) -> bool:
    """Whether a contract of so many yuan goes back to the council: more than the area's share
    away from what it knows, or over the cap for one project."""
    base = base_price(project)
    share = Decimal(project.rules.change_percent)
    if abs(price - base) * 100 > base * share:
        return True
    year = timezone.localdate(project.approved_at).year
    cap = cap_for(project.area, year, project.kind)
    return cap is not None and price > cap and price > project.contract.amount


def _price(project: Any, call: Call) -> Decimal:
    asked = call.data.get("new_price")
    return Decimal(project.contract.amount if asked is None else asked)


def change_says_what(project: Any, call: Call) -> None:
    """A price or a plan that differs; not below what is already paid; a day still to come."""
    if not hasattr(project, "contract"):
        raise Refused(_("There is no contract to change."))
    price, now = _price(project, call), of_project(project)
    finish = call.data.get("new_finish")
    plan = str(call.data.get("plan") or "").strip()
    if price == project.contract.amount and not plan and finish is None:
        raise Refused(_("Please say what is to change."), field="plan")
    spent = now.paid + now.retention
    if not price.is_finite() or price <= 0 or price < spent:
        said = _("{amount} is already paid or held back.")
        raise Refused(said.format(amount=exact_money(spent)), field="new_price")
    can_be_meant(price, field="new_price")
    today = timezone.localdate(call.at)
    if finish is not None and not today <= finish <= today + FARTHEST:
        raise Refused(_("Please choose a day within the next three years."), field="new_finish")


def request_change(project: Any, call: Call) -> dict[str, Any]:
    price = _price(project, call)
    asked = project.changes.create(
        base=base_price(project),
        old_price=project.contract.amount,
        new_price=price,
        new_finish=call.data.get("new_finish"),
        reason=call.note,
        plan=str(call.data.get("plan") or "").strip(),
        needs_council=council_decides(project, price),
        asked_by=call.by,
        at=call.at,
    )
    return {"price": str(price), "council": asked.needs_council}


def waits_for_council(project: Any) -> bool:
    """Whether the change that waits is a large one, and no motion about it has passed since."""
    asked = open_change(project)
    if asked is None or not asked.needs_council:
        return False
    passed = project.motions.filter(subject="change", outcome="passed", decided_at__gte=asked.at)
    return not passed.exists()


def council_agreed(project: Any, call: Call) -> None:
    """A large change needs the council's word first."""
    if open_change(project) is None:
        raise Refused(_("No change waits for a decision."))
    if waits_for_council(project):
        raise Refused(_("This change goes back to the council first; there is no vote for it yet."))


def agree_change(project: Any, call: Call) -> dict[str, Any]:
    """Contract, budget and ledger follow in the same transaction."""
    asked = open_change(project)
    if asked.difference > 0:
        extend(project, asked.difference, by=call.by)
    elif asked.difference < 0:
        reduce(project, -asked.difference, by=call.by)
    contract = project.contract
    contract.amount = asked.new_price
    if asked.new_finish is not None:
        contract.ends = project.planned_finish = max(asked.new_finish, contract.starts)
    contract.save(update_fields=["amount", "ends"])
    _put_on_the_list(contract, asked)
    # what the council agreed to is the new budget; a small rise only where it goes beyond it
    project.budget = (
        asked.new_price if asked.needs_council else max(project.budget, asked.new_price)
    )
    if project.budget >= project.rules.fast_track_below:
        project.is_fast_track = False
    _decided(project, asked, "agreed", call)
    return {"price": str(asked.new_price), "budget": str(project.budget)}


def _put_on_the_list(contract: Any, asked: Any) -> None:
    """What is paid for in addition is accepted like the rest: as a line of the price list."""
    last = contract.items.last()
    if last is not None and asked.difference > 0:
        contract.items.create(
            position=last.position + 1,
            name=(asked.plan or asked.reason)[:120],
            unit="项",  # a lump sum, as price lists call it
            quantity=1,
            unit_price=asked.difference,
        )


def refuse_change(project: Any, call: Call) -> None:
    asked = open_change(project)
    if asked is not None:
        _decided(project, asked, "refused", call)


def _decided(project: Any, asked: Any, outcome: str, call: Call) -> None:
    asked.outcome, asked.decided_by, asked.decided_at = outcome, call.by, call.at
    asked.save(update_fields=["outcome", "decided_by", "decided_at"])
    count(asked, project)


def count(asked: Any, project: Any) -> None:
    """Count a decided change on its day, with the yuan by which the contract moved."""
    amounts = {"yuan": abs(asked.difference)} if asked.outcome == "agreed" else {}
    what = counted(str(project.kind), amounts)
    day = timezone.localdate(asked.decided_at)
    record(CHANGES, project.area_id, day, [Change(asked.outcome, what, entered=1)])
