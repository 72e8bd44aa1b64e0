"""Using a voucher or an invoice once: the database keeps the number, the answer is kind."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.utils.translation import gettext as _

from core.ui.formatting import exact_money
from core.workflow.table import Refused
from projects.delivery.paper_keys import key_of
from projects.funding.ledger import LedgerEntry


def use_voucher(
    project: Any,
    entries: Iterable[LedgerEntry],
    number: str,
    *,
    what: str,
    amount: Decimal,
    on: dt.date,
) -> None:
    """Note the voucher with each finance office whose books these entries are in.

    The office of a district's own book is the district, of any other the subdistrict's. Raises
    Refused, naming the project, when the number stands there already, also at the same moment.
    """
    offices = {office_of(entry.book) for entry in entries}
    for office in sorted(offices):
        _use(project, number, "voucher", what=what, amount=amount, on=on, office_id=office)


def use_invoice(project: Any, number: str, *, amount: Decimal, on: dt.date) -> None:
    """Note the invoice of the project's vendor. Raises Refused as `use_voucher` does."""
    if number:
        keeper = {"vendor_id": project.contract.vendor_id}
        _use(project, number, "invoice", what="invoice", amount=amount, on=on, **keeper)


def office_of(book: Any) -> int:
    """The area whose finance office keeps a book."""
    area = book.area
    return int(area.subdistrict_id or area.district_id or area.pk)


def is_used_here(project: Any, number: str) -> bool:
    """Whether the project itself has a voucher of this number."""
    return bool(project.papers.filter(key=key_of(Value(number)), vendor=None).exists())


def _use(project: Any, number: str, field: str, **paper: Any) -> None:
    try:
        with transaction.atomic():
            project.papers.create(number=number, **paper)
    except IntegrityError:
        raise Refused(_used(project, number, paper), field=field) from None


def _used(project: Any, number: str, paper: dict[str, Any]) -> str:
    keeper = {name: paper[name] for name in ("office_id", "vendor_id") if name in paper}
    rows = project.papers.model.objects.filter(key=key_of(Value(number)), **keeper)
    first = rows.select_related("project").order_by("pk").first()
    if first is None:
        return _("Please enter the number that stands on the paper.")
    said = _(
        "This number already stands with {code} “{title}”: {amount}, {day}. One paper counts once;"
        " where one holds several amounts, add the line, as in {number}/2."
    )
    return said.format(
        code=first.project.code,
        title=first.project.title,
        amount=exact_money(first.amount),
        day=first.on.isoformat(),
        number=first.number,
    )
