"""A book as a spreadsheet, in words; the file that can be verified is in publishing.py."""

import logging
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.abilities import Role
from core.accounts.models import User
from core.lists.download import FORMS, download
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation
from projects.funding.rules import SYSTEM

__all__ = ["FORMS", "answer", "role_name", "table"]

logger = logging.getLogger(__name__)
CHUNK = 500
TITLES = (
    _("No."),
    _("Date"),
    _("What"),
    pgettext_lazy("account", "From"),
    pgettext_lazy("account", "To"),
    _("Amount (yuan)"),
    _("Project"),
    _("Note"),
    _("Written by"),
    _("Hash"),
)
ROLES = {str(role.value): role.label for role in Role} | {SYSTEM: _("the portal")}


def role_name(role: str) -> str:
    """The role in which an entry was written, for people."""
    return str(ROLES.get(role, role))


def table(rows: QuerySet[LedgerEntry]) -> Iterator[list[Any]]:
    """The header, then one line an entry, read in pieces."""
    yield [str(title) for title in TITLES]
    for entry in rows.iterator(chunk_size=CHUNK):
        yield [
            entry.seq,
            entry.on.isoformat(),
            entry.get_kind_display(),
            entry.get_from_account_display(),
            entry.get_to_account_display(),
            entry.amount,
            f"{entry.project.code} {entry.project.title}" if entry.project else "",
            entry.memo,
            role_name(entry.by_role),
            entry.hash,
        ]


def answer(
    form: str, book: FundAllocation, rows: QuerySet[LedgerEntry], *, by: User
) -> HttpResponseBase:
    """The file to download, `csv` or `xlsx`; that it was made is logged."""
    logger.info("book %s exported as %s by account %s", book.code, form, by.pk)
    return download(form, book.code, table(rows), yuan=(5,))
