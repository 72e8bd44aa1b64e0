"""What a step from procurement to the end does beside moving the project.

Effects run under the lock, in the engine's transaction; every yuan moves with its step.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.workflow.table import Call
from projects.delivery import figures
from projects.delivery.paper_steps import use_invoice, use_voucher
from projects.delivery.splitting_steps import raise_flags
from projects.funding import services as funding
from projects.funding.queries import of_project


def _text(call: Call, name: str) -> str:
    return str(call.data.get(name) or "").strip()


def _noon(day: dt.date | None, call: Call) -> dt.datetime:
    """When something happened: now, or noon of the day that was named."""
    if day is None or day == timezone.localdate(call.at):
        return call.at  # type: ignore[no-any-return]
    zone = timezone.get_default_timezone()
    return dt.datetime.combine(day, dt.time(12), tzinfo=zone)


def sign_contract(project: Any, call: Call) -> dict[str, Any]:
    """Write the contract down with its lines; what was set aside and not needed goes back."""
    amount = Decimal(call.data["contract_amount"])
    if not project.declarations.filter(by=call.by).exists():
        project.declarations.create(by=call.by, has_interest=False, at=call.at)
    # a one-to-one relation has no manager: the related model is asked for by its field
    contracts = type(project)._meta.get_field("contract").related_model
    contract = contracts.objects.create(
        project=project,
        vendor_id=int(call.data["vendor"]),
        number=_text(call, "number"),
        amount=amount,
        signed_on=call.data.get("signed_on") or timezone.localdate(call.at),
        starts=call.data["starts"],
        ends=call.data["ends"],
        choice_reason=_text(call, "choice_reason"),
        few_quotes_reason=_text(call, "few_quotes_reason"),
        signed_by=call.by,
    )
    for position, item in enumerate(call.data.get("items") or (), start=1):
        contract.items.create(position=position, **item)
    project.planned_start, project.planned_finish = contract.starts, contract.ends
    funding.contract(project, amount, by=call.by)
    raise_flags(project)
    return {"amount": str(amount), "vendor": contract.vendor_id}


def start_work(project: Any, call: Call) -> None:
    project.started_at = _noon(call.data.get("on"), call)
    figures.first(project, figures.STARTED)


def accept(project: Any, call: Call) -> None:
    project.accepted_at = call.at
    figures.first(project, figures.ACCEPTED)


def settle(project: Any, call: Call) -> dict[str, Any]:
    """Bring the contract down to the final cost, and hold the retention money back."""
    final, retention = Decimal(call.data["final"]), Decimal(call.data.get("retention") or 0)
    reduction = of_project(project).contract_sum - final
    funding.settle(project, final, by=call.by, retention=retention)
    invoice, today = _text(call, "invoice"), timezone.localdate(call.at)
    use_invoice(project, invoice, amount=final, on=today)
    settlements = type(project)._meta.get_field("settlement").related_model
    settlements.objects.create(
        project=project,
        final=final,
        reduction=reduction,
        reason=_text(call, "reason"),
        retention=retention,
        retention_until=call.data.get("retention_until") if retention else None,
        auditor=_text(call, "auditor"),
        invoice=invoice,
        by=call.by,
        at=call.at,
    )
    return {"final": str(final), "reduction": str(reduction), "retention": str(retention)}


def pay(project: Any, call: Call) -> dict[str, Any]:
    """One payment, once for its voucher."""
    return _paid(project, call, funding.pay, _text(call, "purpose") or "progress")


def release_retention(project: Any, call: Call) -> dict[str, Any]:
    written = _paid(project, call, funding.release_retention, "retention")
    _note_release(project, call)
    return written


def _note_release(project: Any, call: Call) -> None:
    if not of_project(project).retention:
        project.settlement.released_at = call.at
        project.settlement.save(update_fields=["released_at"])


def keep_retention(project: Any, call: Call) -> dict[str, Any]:
    """What was held back goes to the fund instead of the vendor; the note says why."""
    amount = Decimal(call.data["amount"])
    funding.forfeit(project, amount, by=call.by)
    _note_release(project, call)
    return {"amount": str(amount)}


def record_refund(project: Any, call: Call) -> dict[str, Any]:
    """Money the vendor gave back is the fund's again, with the voucher it came by."""
    amount, voucher = Decimal(call.data["amount"]), _text(call, "voucher")
    on = call.data.get("on") or timezone.localdate(call.at)
    entries = funding.refund(project, amount, by=call.by, on=on, memo=voucher)
    use_voucher(project, entries, voucher, what="refund", amount=amount, on=on)
    return {"amount": str(amount), "on": on.isoformat(), "voucher": voucher}


def _paid(project: Any, call: Call, move: Any, purpose: str) -> dict[str, Any]:
    amount, on = Decimal(call.data["amount"]), call.data.get("on") or timezone.localdate(call.at)
    voucher = _text(call, "voucher")
    project.payments.create(
        purpose=purpose, amount=amount, on=on, voucher=voucher, by=call.by, at=call.at
    )
    entries = move(project, amount, by=call.by, on=on, memo=voucher)
    use_voucher(project, entries, voucher, what="payment", amount=amount, on=on)
    return {"amount": str(amount), "on": on.isoformat(), "voucher": voucher}


def terminate(project: Any, call: Call) -> dict[str, Any]:
    """What is not paid goes back to the fund."""
    before = of_project(project)
    funding.release_all(project, by=call.by)
    back = before.bound - of_project(project).bound
    project.public_notices.filter(ended_at=None).update(ended_at=call.at)
    open_ = {"outcome": "refused", "decided_by": call.by, "decided_at": call.at}
    project.changes.filter(outcome="").update(**open_)
    return {"returned": str(back)}


def close(project: Any, call: Call) -> None:
    """The last disclosure: who answers for it from now on, and whom to call."""
    for field in ("responsible", "supervision_phone"):
        setattr(project, field, _text(call, field) or getattr(project, field))
    project.closed_at = call.at
    figures.first(project, figures.CLOSED)
