"""A list of wishes as a file for a spreadsheet: masked, and never computing anything."""

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
from volunteers.wishes.models import MicroWish

__all__ = ["FORMS", "MOST", "answer", "table"]

logger = logging.getLogger(__name__)
MOST = 5000  # rows of one file
CHUNK = 500  # rows held in memory at a time
TITLES = (
    _("Number"),
    pgettext_lazy("column", "Wish"),
    _("Kind"),
    _("Status"),
    _("Community"),
    _("Estimated value (yuan)"),
    _("Age"),
    _("How it came in"),
    _("Who enters it?"),
    _("Name (masked)"),
    _("Phone (masked)"),
    _("Received on"),
    _("Due"),
    _("On the wall since"),
    _("Come true on"),
)


def _day(moment: Any) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""


def _cells(wish: MicroWish) -> list[Any]:
    return [
        wish.code,
        wish.title,
        wish.get_kind_display(),
        str(wish.state.label),
        wish.area.name,
        wish.estimated_value,
        wish.get_age_band_display(),
        wish.get_channel_display(),
        wish.get_spoken_for_display(),
        mask_name(wish.contact_name),
        mask_phone(wish.contact_phone),
        _day(wish.created_at),
        _day(wish.due_at),
        _day(wish.published_at),
        _day(wish.closed_at),
    ]


def table(rows: "QuerySet[MicroWish]") -> Iterator[list[Any]]:
    """The header, then one line a wish, read in pieces."""
    yield [str(title) for title in TITLES]
    for wish in rows.iterator(chunk_size=CHUNK):
        yield _cells(wish)


def answer(form: str, rows: "QuerySet[MicroWish]", *, by: User) -> HttpResponseBase:
    """The file to download, `csv` or `xlsx`; that it was made, and by whom, is logged."""
    logger.info("wishes exported as %s by account %s", form, by.pk)
    return download(form, "wishes", table(rows))
