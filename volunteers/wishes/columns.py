"""The columns of a list of wishes: what they may be called, and what may stand in them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as p

from volunteers.wishes.kinds import AgeBand, Channel, ConsentBasis, ContactMode, WishKind

# a cell a spreadsheet would compute: = @, or + and - before something that is no number
FORMULA = re.compile(r"\s*(?:[=@]|[+\-](?![\d.（(]))")
YES = {"y", "yes", "true", "1", "是", "对", "√", "有", "同意"}
NO = {"", "n", "no", "false", "0", "否", "不", "×", "无"}


class BadCell(ValueError):
    """What is wrong with one cell, in words."""


def _plain(text: str) -> str:
    return text


def _amount(text: str) -> Decimal:
    bare = re.sub(r"[,，\s元¥￥]", "", text) or "0"
    try:
        amount = Decimal(bare)
    except InvalidOperation:
        raise BadCell(_("Please enter an amount in yuan.")) from None
    if not amount.is_finite():
        raise BadCell(_("Please enter an amount in yuan."))
    return amount


def _yes(text: str) -> bool:
    word = text.casefold()
    if word not in YES | NO:
        raise BadCell(_("Please write yes or no."))
    return word in YES


@cache
def _words(choices: type[models.TextChoices]) -> dict[str, str]:
    """Every way to name a choice: its value, and its label in each language."""
    words = {value.casefold(): value for value in choices.values}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            words |= {str(label).casefold(): value for value, label in choices.choices}
    return words


def _one_of(choices: type[models.TextChoices]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text:
            return ""
        try:
            return _words(choices)[text.casefold()]
        except KeyError:
            labels = ", ".join(str(label) for label in choices.labels)
            raise BadCell(_("Please choose one of: {choices}").format(choices=labels)) from None

    return read


@dataclass(frozen=True)
class Column:
    """One column: its field, its title, other names people give it, and how it is read."""

    field: str
    title: str | Promise
    names: tuple[str, ...]
    read: Callable[[str], Any] = _plain
    required: bool = False
    choices: type[models.TextChoices] | None = None


def _choice(
    field: str, title: Any, names: tuple[str, ...], choices: Any, *, required: bool = False
) -> Column:
    return Column(field, title, names, _one_of(choices), required, choices)


COLUMNS = (
    Column("title", p("list", "Wish"), ("心愿", "心愿名称", "标题", "title"), required=True),
    Column("story", p("list", "In her own words"), ("说明", "详情", "story")),
    _choice("kind", p("list", "Kind"), ("类型", "类别", "kind"), WishKind, required=True),
    Column(
        "estimated_value",
        p("list", "Value (yuan)"),
        ("预计金额", "金额", "金额（元）", "estimated_value"),
        _amount,
    ),
    Column("contact_name", p("list", "Name"), ("姓名", "contact_name"), required=True),
    Column("contact_phone", p("list", "Phone"), ("电话", "手机", "联系电话", "contact_phone")),
    Column("contact_address", p("list", "Address"), ("地址", "住址", "contact_address")),
    _choice("age_band", p("list", "Age"), ("年龄", "年龄段", "age_band"), AgeBand),
    _choice(
        "consent_basis",
        p("list", "Basis"),
        ("依据", "代填依据", "consent_basis"),
        ConsentBasis,
        required=True,
    ),
    _choice("channel", p("list", "Came in by"), ("来源", "渠道", "channel"), Channel),
    _choice("contact_mode", p("list", "Contact"), ("联系方式", "contact_mode"), ContactMode),
    Column("is_private", p("list", "Private"), ("不公开", "is_private"), _yes),
    Column("guardian_name", p("list", "Guardian"), ("监护人", "guardian_name")),
    Column("guardian_phone", p("list", "Guardian's phone"), ("监护人电话", "guardian_phone")),
    Column(
        "guardian_consent", p("list", "Guardian agrees"), ("监护人同意", "guardian_consent"), _yes
    ),
    Column("community", p("list", "Community code"), ("社区代码", "区划代码", "community")),
)
EMPTY = gettext_lazy("This must not be empty.")


def _named() -> dict[str, Column]:
    names = {}
    for column in COLUMNS:
        for language in ("zh-hans", "en"):
            with translation.override(language):
                names[str(column.title).casefold()] = column
        names |= {name.casefold(): column for name in column.names}
    return names


def columns_of(header: tuple[str, ...]) -> dict[int, Column]:
    """Which column stands where; names nobody knows are passed over."""
    named = _named()
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


def titles() -> Mapping[str, str]:
    """Field to title, in the language of the reader."""
    return {column.field: str(column.title) for column in COLUMNS}
