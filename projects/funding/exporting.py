"""A book as a spreadsheet, in words; the file that can be verified is in publishing.py."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.abilities import Role
from core.lists.export import Cell, Export
from projects.funding.ledger import LedgerEntry
from projects.funding.rules import SYSTEM

ROLES = {str(role.value): role.label for role in Role} | {SYSTEM: _("the portal")}


def role_name(role: str) -> str:
    """The role in which an entry was written, for people."""
    return str(ROLES.get(role, role))


def _project(entry: LedgerEntry) -> str:
    return f"{entry.project.code} {entry.project.title}" if entry.project else ""


BOOK = Export(
    "book",
    (
        Cell(_("No."), attrgetter("seq")),
        Cell(_("Date"), lambda e: e.on.isoformat()),
        Cell(_("What"), lambda e: e.get_kind_display()),
        Cell(pgettext_lazy("account", "From"), lambda e: e.get_from_account_display()),
        Cell(pgettext_lazy("account", "To"), lambda e: e.get_to_account_display()),
        Cell(_("Amount (yuan)"), attrgetter("amount"), yuan=True),
        Cell(_("Project"), _project),
        Cell(_("Note"), attrgetter("memo")),
        Cell(_("Written by"), lambda e: role_name(e.by_role)),
        Cell(_("Hash"), attrgetter("hash")),
    ),
)
