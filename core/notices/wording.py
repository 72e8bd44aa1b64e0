"""Filling notice texts: plain fields only, values made safe, in one person's language."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from string import Formatter
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_LONGEST_VALUE = 500


class MissingField(KeyError):
    """A text names a field that its context does not bring."""


def fields_of(template: str) -> frozenset[str]:
    """The field names of a text. Raises ValueError for `{a.b}`, `{a[0]}` and `{}`."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    odd = {name for name in names if not name.isidentifier()}
    if odd:
        raise ValueError(f"only plain field names are allowed in notices, not {sorted(odd)}")
    return frozenset(names)


def fill(template: str | Promise, context: Mapping[str, Any], language: str) -> str:
    """The text in that language. Values are never read as templates. Raises MissingField."""
    with translation.override(language):
        text = str(template)
        names = fields_of(text)
        if missing := names - context.keys():
            raise MissingField(f"{text!r} needs {sorted(missing)}")
        return text.format_map({name: as_text(context[name]) for name in names})


def as_text(value: Any) -> str:
    """A value as people read it: local time, no line breaks or control characters.

    Line breaks are taken out so that a title can stand in an e-mail header.
    """
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        text = f"{date_format(local, 'DATE_FORMAT')} {local:%H:%M}"
    elif isinstance(value, dt.date):
        text = date_format(value, "DATE_FORMAT")
    elif isinstance(value, Decimal):
        text = f"{value:f}"
    else:
        text = str(value)
    text = _CONTROL.sub(" ", text).strip()
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def without_numbers(text: str) -> str:
    """A provider's message without anything that may be a phone number, for logs and rows."""
    return re.sub(r"\d[\d -]{4,}\d", "…", _CONTROL.sub(" ", text))[:300]


def as_params(context: Mapping[str, Any]) -> str:
    """A context as the JSON a row keeps for a provider's template."""
    return json.dumps({k: as_text(v) for k, v in context.items()}, ensure_ascii=False)
