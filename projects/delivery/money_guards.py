"""What must be true before money is settled, paid, released, and before a project closes."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.ui.formatting import exact_money
from core.workflow.table import Call, Refused
from projects.delivery.paper_steps import is_used_here
from projects.delivery.work_guards import day_has_come
from projects.funding.queries import of_project

CENT = Decimal("0.01")


def _amount(call: Call, name: str) -> Decimal:
    return Decimal(call.data.get(name) or 0)


def settlement_is_sound(project: Any, call: Call) -> None:
    """Not above the contract, a reason for what was cut, and at most the retention allowed."""
    if call.data.get("final") is None:
        raise Refused(_("Please enter the final cost."), field="final")
    now = of_project(project)
    final, retention = _amount(call, "final"), _amount(call, "retention")
    if final < 0 or final > now.contract_sum:
        said = _("The final amount is at most the contract: {amount}.")
        raise Refused(said.format(amount=exact_money(now.contract_sum)), field="final")
    if final < now.contract_sum and not str(call.data.get("reason") or "").strip():
        raise Refused(_("Please say why it is less than the contract."), field="reason")
    most = project.rules.retention_percent
    if retention < 0 or retention > (final * most / 100).quantize(Decimal("0.01")):
        said = _("At most {percent} % may be held back.")
        raise Refused(said.format(percent=f"{most.normalize():f}"), field="retention")
    until = call.data.get("retention_until")
    if retention and until is None:
        said = _("Please enter the day on which the warranty ends.")
        raise Refused(said, field="retention_until")
    if retention and until is not None and until <= timezone.localdate(call.at):
        raise Refused(_("Please choose a day after today."), field="retention_until")


def voucher_is_new(project: Any, call: Call) -> None:
    """A voucher is paid once here: the second press of a button finds it.

    That no other project of the same finance office has used it, the effect finds with the books.
    """
    voucher = str(call.data.get("voucher") or "").strip()
    if not voucher:
        raise Refused(_("Please enter the number of the voucher."), field="voucher")
    if is_used_here(project, voucher):
        raise Refused(_("This voucher has already been recorded here."), field="voucher")
    day_has_come(project, call)


def payment_fits(project: Any, call: Call) -> None:
    """Not more than stands under the contract, nor before the acceptance more than the area's
    share of it."""
    amount, now = _amount(call, "amount"), of_project(project)
    if not 0 < amount <= now.contracted:
        said = _("{amount} is still to be paid under the contract.")
        raise Refused(said.format(amount=exact_money(now.contracted)), field="amount")
    if project.accepted_at is not None:
        return
    most = (now.contract_sum * project.rules.paid_before_acceptance / 100).quantize(CENT)
    if now.paid + amount > most:
        said = _("Before the panel has accepted, at most {amount} may be paid; {paid} is.")
        raise Refused(
            said.format(amount=exact_money(most), paid=exact_money(now.paid)), field="amount"
        )


def retention_is_there(project: Any, call: Call) -> None:
    """Not more than is held back."""
    amount, held = _amount(call, "amount"), of_project(project).retention
    if not 0 < amount <= held:
        said = _("{amount} is held back.")
        raise Refused(said.format(amount=exact_money(held)), field="amount")


def refund_fits(project: Any, call: Call) -> None:
    """Not more comes back than was paid."""
    amount, paid = _amount(call, "amount"), of_project(project).paid
    if not 0 < amount <= paid:
        said = _("{amount} has been paid; more cannot come back.")
        raise Refused(said.format(amount=exact_money(paid)), field="amount")


def retention_is_free(project: Any, call: Call) -> None:
    """What is held back is released once the warranty is over."""
    retention_is_there(project, call)
    until = project.settlement.retention_until
    if until is not None and timezone.localdate(call.at) < until:
        raise Refused(_("The warranty is not over yet."))


def all_is_paid(project: Any, call: Call) -> None:
    """Paid is what was settled less what is held back: nothing stands under the contract."""
    open_ = of_project(project).contracted
    if open_:
        said = _("{amount} of the final cost is not paid yet.")
        raise Refused(said.format(amount=exact_money(open_)))


def emergency_is_not_overdue(project: Any, call: Call) -> None:
    """No payment for an emergency whose later vote or notice should have been there by now."""
    missing = project.voted_at is None or project.notice_ended_at is None
    by, today = project.ratify_by, timezone.localdate(call.at)
    if project.is_emergency and missing and by is not None and by < today:
        said = _("The later vote and notice were due by {day}. Nothing is paid before them.")
        raise Refused(said.format(day=by.isoformat()))


def emergency_is_ratified(project: Any, call: Call) -> None:
    """An emergency is closed only after its later vote and notice."""
    if project.is_emergency and (project.voted_at is None or project.notice_ended_at is None):
        raise Refused(_("The vote and the notice of the emergency are still missing."))


def somebody_answers_for_it(project: Any, call: Call) -> None:
    """The office that answers for it from now on is named."""
    _is_disclosed(project, call, "responsible")


def somebody_can_be_called(project: Any, call: Call) -> None:
    """The telephone for what is wrong with it is named."""
    _is_disclosed(project, call, "supervision_phone")


def _is_disclosed(project: Any, call: Call, field: str) -> None:
    if not (str(call.data.get(field) or "").strip() or getattr(project, field)):
        raise Refused(_("Please fill this in; everybody will read it."), field=field)
