"""Each amount that left for a project or came back: the lines add up to what is paid."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.delivery.settlements import Payment
from projects.funding.queries import entries_of
from projects.funding.table import EntryKind

REFUND = "refund"
PURPOSES = (*Payment.Purpose.choices, (REFUND, _("Came back to the fund")))
SAID = dict(PURPOSES)


@dataclass(frozen=True)
class PaidLine:
    """One payment, or money that came back: then `amount` (yuan) is below zero."""

    purpose: str
    on: dt.date
    voucher: str
    amount: Decimal

    @property
    def said(self) -> str | Promise:
        return SAID[self.purpose]


def paid_lines_of(project: Any) -> list[PaidLine]:
    """In the order of their days, in two queries; their sum is `of_project(project).paid`."""
    lines = [PaidLine(p.purpose, p.on, p.voucher, p.amount) for p in project.payments.all()]
    lines += [
        PaidLine(REFUND, entry.on, entry.memo, -entry.amount)
        for entry in entries_of(project).filter(kind=EntryKind.REFUND)
    ]
    return sorted(lines, key=lambda line: line.on)
