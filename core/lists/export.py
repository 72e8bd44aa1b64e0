"""A list that people narrow on a page, as a file for a spreadsheet."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.lists.download import FORMS, download
from core.ui.addresses import query_without

logger = logging.getLogger(__name__)
MOST = 5000  # rows of one file
CHUNK = 500  # rows held in memory at a time


@dataclass(frozen=True)
class Cell:
    """What a file tells of each row in one column; with `yuan` it is shown as money."""

    title: str | Promise
    read: Callable[[Any], Any]
    yuan: bool = False


def day_of(moment: Any) -> str:
    """The day of a moment in Shanghai; empty where there is none."""
    return timezone.localdate(moment).isoformat() if moment else ""


def _themselves(rows: list[Any]) -> Iterable[Any]:
    return rows


@dataclass(frozen=True)
class Export:
    """The file of one list: its name and its columns.

    `beside` is given some hundred rows at once and gives what the columns read in their place:
    for what one query can tell of all of them.
    """

    name: str
    cells: tuple[Cell, ...]
    beside: Callable[[list[Any]], Iterable[Any]] = _themselves

    def answer(
        self, form: str, rows: QuerySet[Any], *, by: User, name: str = ""
    ) -> HttpResponseBase:
        """The file to download; that it was made, and by whom, is logged.

        Raises Http404 for another form than `csv` and `xlsx`.
        """
        if form not in FORMS:
            raise Http404
        logger.info("%s exported as %s by account %s", name or self.name, form, by.pk)
        yuan = [n for n, cell in enumerate(self.cells) if cell.yuan]
        return download(form, name or self.name, self.lines(rows), yuan=yuan)

    def answer_or_back(
        self, request: HttpRequest, form: str, rows: QuerySet[Any], *, back: str
    ) -> HttpResponseBase:
        """The file; or back to the list, as it was narrowed, when it has more than `MOST` rows."""
        user: Any = request.user
        if form not in FORMS or not rows.order_by()[MOST : MOST + 1].exists():
            return self.answer(form, rows, by=user)
        said = _("That is more than %(most)s rows. Please narrow the list first, by community.")
        messages.warning(request, said % {"most": MOST})
        answer = redirect(back)
        answer["Location"] += f"?{query_without(request, 'cursor')}"
        return answer

    def lines(self, rows: QuerySet[Any]) -> Iterator[list[Any]]:
        """The titles, then one line a row, read in pieces."""
        yield [str(cell.title) for cell in self.cells]
        held: list[Any] = []
        for row in rows.iterator(chunk_size=CHUNK):
            held.append(row)
            if len(held) == CHUNK:
                yield from self._told(held)
                held = []
        yield from self._told(held)

    def _told(self, rows: list[Any]) -> Iterator[list[Any]]:
        for row in self.beside(rows):
            yield [cell.read(row) for cell in self.cells]
