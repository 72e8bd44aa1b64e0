"""A list of proposals as a file for a spreadsheet: masked, and never computing anything."""

import logging
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.models import User
from core.lists.download import FORMS, download
from core.privacy.masking import mask_name, mask_phone
from projects.proposals.models import Proposal

__all__ = ["FORMS", "MOST", "answer", "table"]

logger = logging.getLogger(__name__)
MOST = 5000  # rows of one file
CHUNK = 500  # rows held in memory at a time
TITLES = (
    _("Number"),
    pgettext_lazy("column", "Proposal"),
    _("Status"),
    _("Community"),
    _("Where"),
    _("Kind"),
    _("Category"),
    _("Rough cost (yuan)"),
    _("People behind it"),
    _("Who brought the idea"),
    _("How it came in"),
    _("Name (masked)"),
    _("Phone (masked)"),
    _("Received on"),
    _("Due"),
)


def _day(moment: Any) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""


def _cells(proposal: Any) -> list[Any]:
    return [
        proposal.code,
        proposal.title,
        str(proposal.state.label),
        proposal.area.name,
        proposal.place,
        proposal.get_kind_display(),
        proposal.get_category_display(),
        proposal.rough_cost if proposal.rough_cost is not None else "",
        proposal.support,
        proposal.get_source_display(),
        proposal.get_channel_display(),
        mask_name(proposal.contact_name),
        mask_phone(proposal.contact_phone),
        _day(proposal.created_at),
        _day(proposal.due_at),
    ]


def table(rows: "QuerySet[Proposal]") -> Iterator[list[Any]]:
    """The header, then one line a proposal, read in pieces."""
    yield [str(title) for title in TITLES]
    for proposal in rows.iterator(chunk_size=CHUNK):
        yield _cells(proposal)


def answer(form: str, rows: "QuerySet[Proposal]", *, by: User) -> HttpResponseBase:
    """The file to download, `csv` or `xlsx`; that it was made, and by whom, is logged."""
    logger.info("proposals exported as %s by account %s", form, by.pk)
    return download(form, "proposals", table(rows))
