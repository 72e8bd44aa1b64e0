"""What must be true before a step from procurement to completion (DOMAIN 1.3, 1.5)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui.formatting import exact_money
from core.workflow.table import Call, Refused
from projects.funding.queries import of_project

FARTHEST = dt.timedelta(days=3 * 366)


def _text(call: Call, name: str) -> str:
    return str(call.data.get(name) or "").strip()


def offers_are_enough(project: Any, call: Call) -> None:
    """As many offers as the area wants, or the reason why not; the dearer one with a reason."""
    offers = list(project.quotations.select_related("vendor"))
    chosen = next((o for o in offers if str(o.vendor_id) == _text(call, "vendor")), None)
    if chosen is None:
        raise Refused(_("Please choose one of the vendors that made an offer."), field="vendor")
    if not chosen.vendor.is_active:
        raise Refused(_("This vendor may not be chosen at present."), field="vendor")
    wanted = 1 if project.is_fast_track else project.rules.quotes
    if len(offers) < wanted and not _text(call, "few_quotes_reason"):
        said = ngettext(
            "{wanted} offer is usual. Please say why there are fewer.",
            "{wanted} offers are usual. Please say why there are fewer.",
            wanted,
        )
        raise Refused(said.format(wanted=wanted), field="few_quotes_reason")
    cheaper = [o for o in offers if o.amount < chosen.amount]
    if cheaper and not _text(call, "choice_reason"):
        raise Refused(
            _("There is a cheaper offer. Please say why this one was chosen."),
            field="choice_reason",
        )


def nothing_in_between(project: Any, call: Call) -> None:
    """Who signs declares no interest in the vendors; who has one lets somebody else sign."""
    declared = project.declarations.filter(by=call.by).first()
    if declared is not None and declared.has_interest:
        raise Refused(_("You have an interest in one of the vendors; somebody else has to sign."))
    if declared is None and not call.data.get("no_interest"):
        raise Refused(
            _("Please declare that you have no interest in any of the vendors."),
            field="no_interest",
        )


def contract_fits(project: Any, call: Call) -> None:
    """Not above the money set aside, nor the chosen offer."""
    amount = Decimal(call.data.get("contract_amount") or 0)
    set_aside = of_project(project).committed
    if not 0 < amount <= set_aside:
        said = _("The contract may be at most {amount}, the money set aside.")
        raise Refused(said.format(amount=exact_money(set_aside)), field="contract_amount")
    offers = project.quotations.all()
    offer = next((o for o in offers if str(o.vendor_id) == _text(call, "vendor")), None)
    if offer is not None and amount > offer.amount:
        said = _("The offer was {amount}; the contract cannot be above it.")
        raise Refused(said.format(amount=exact_money(offer.amount)), field="contract_amount")


def contract_is_numbered(project: Any, call: Call) -> None:
    """By its number the paper is found."""
    if not _text(call, "number"):
        raise Refused(_("Please enter the number of the contract."), field="number")


def contract_days_are_in_order(project: Any, call: Call) -> None:
    """Signed after the approval and not in the future, begun, then finished within three years."""
    today = timezone.localdate(call.at)
    signed, starts, ends = (call.data.get(n) for n in ("signed_on", "starts", "ends"))
    if signed is not None and signed > today:
        raise Refused(_("This day has not come yet."), field="signed_on")
    if signed is not None and signed < timezone.localdate(project.approved_at):
        raise Refused(_("That is before the project was approved."), field="signed_on")
    if starts is None or ends is None:
        raise Refused(_("Please enter this day."), field="starts" if starts is None else "ends")
    if ends < starts:
        raise Refused(_("It cannot be finished before it starts."), field="ends")
    if ends > today + FARTHEST:
        raise Refused(_("Please choose a day within the next three years."), field="ends")


def price_list_adds_up(project: Any, call: Call) -> None:
    """To the contract, but for what rounding each line may come to."""
    amount, items = call.data.get("contract_amount"), call.data.get("items")
    if amount is None or not items:
        return
    total = sum((i["quantity"] * i["unit_price"] for i in items), Decimal(0))
    if abs(total.quantize(Decimal("0.01")) - amount) > Decimal("0.01") * len(items):
        said = _("The lines come to {total}, the contract to {amount}.")
        raise Refused(
            said.format(total=exact_money(total), amount=exact_money(amount)), field="items"
        )


def day_has_come(project: Any, call: Call) -> None:
    """What has happened has a day that is not in the future, nor before the contract."""
    on = call.data.get("on")
    if on is None:
        return
    if on > timezone.localdate(call.at):
        raise Refused(_("This day has not come yet."), field="on")
    contract = getattr(project, "contract", None)
    if contract is not None and on < contract.signed_on:
        raise Refused(_("That is before the contract was signed."), field="on")


def milestones_are_settled(project: Any, call: Call) -> None:
    """What is reported done has reached every milestone that was set."""
    left = project.milestones.filter(reached_on__isnull=True).first()
    if left is not None:
        raise Refused(_("The milestone “{title}” is not reached yet.").format(title=left.title))
