"""The columns of a list people fill in: how each may be named, and how its cells are read."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# a cell a spreadsheet would compute: = @, or + and - before something that is no number
FORMULA = re.compile(r"\s*(?:[=@]|[+\-](?![\d.（(]))")
YES = {"y", "yes", "true", "1", "是", "对", "√", "有", "同意"}
NO = {"", "n", "no", "false", "0", "否", "不", "×", "无"}
EMPTY = gettext_lazy("This must not be empty.")


class BadCell(ValueError):
    """What is wrong with one cell, in words."""


def plain(text: str) -> str:
    """The text as it stands."""
    return text


def amount(text: str) -> Decimal:
    """Yuan, however they are written. Raises BadCell."""
    bare = re.sub(r"[,，\s元¥￥]", "", text) or "0"
    try:
        found = Decimal(bare)
    except InvalidOperation:
        raise BadCell(_("Please enter an amount in yuan.")) from None
    if not found.is_finite():
        raise BadCell(_("Please enter an amount in yuan."))
    return found


def yes(text: str) -> bool:
    """Yes or no in a word. Raises BadCell."""
    word = text.casefold()
    if word not in YES | NO:
        raise BadCell(_("Please write yes or no."))
    return word in YES


@cache
def _words(choices: type[models.TextChoices]) -> dict[str, str]:
    """Every way to name a choice: its value, and its label in each language."""
    words = {_bare(value): value for value in choices.values}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            words |= {_bare(str(label)): value for value, label in choices.choices}
    return words


def _bare(text: str) -> str:
    """Without what people leave out or type differently: 70岁以上 is 70 岁以上 is ７０岁以上."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


def one_of(choices: type[models.TextChoices]) -> Callable[[str], str]:
    """Reads a cell that names one of the choices, by value or by label. It raises BadCell."""

    def read(text: str) -> str:
        if not text:
            return ""
        try:
            return _words(choices)[_bare(text)]
        except KeyError:
            labels = (_(", ")).join(str(label) for label in choices.labels)
            raise BadCell(_("Please choose one of: {choices}").format(choices=labels)) from None

    return read


@dataclass(frozen=True)
class Column:
    """One column: its field, its title, other names people give it, and how it is read."""

    field: str
    title: str | Promise
    names: tuple[str, ...]
    read: Callable[[str], Any] = plain
    required: bool = False
    choices: type[models.TextChoices] | None = None


def choice(
    field: str, title: Any, names: tuple[str, ...], choices: Any, *, required: bool = False
) -> Column:
    """A column that takes one of a closed list."""
    return Column(field, title, names, one_of(choices), required, choices)


def _named(columns: Sequence[Column]) -> dict[str, Column]:
    names = {}
    for column in columns:
        for language in ("zh-hans", "en"):
            with translation.override(language):
                names[str(column.title).casefold()] = column
        names |= {name.casefold(): column for name in column.names}
    return names


def columns_of(header: Sequence[str], columns: Sequence[Column]) -> dict[int, Column]:
    """Which column stands where; names nobody knows are passed over."""
    named = _named(columns)
    found: dict[int, Column] = {}
    for position, name in enumerate(header):
        column = named.get(name.strip().rstrip("*").strip().casefold())
        if column is not None and column not in found.values():
            found[position] = column
    return found


def read_cell(column: Column, text: str) -> Any:
    """The value of a cell. Raises BadCell."""
    if FORMULA.match(text):
        raise BadCell(_("A formula is not a value. Please type the text itself."))
    if not text and column.required:
        raise BadCell(str(EMPTY))
    return column.read(text)


def titles(columns: Sequence[Column]) -> Mapping[str, str]:
    """Field to title, in the language of the reader."""
    return {column.field: str(column.title) for column in columns}
