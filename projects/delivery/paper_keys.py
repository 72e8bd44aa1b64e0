"""When two numbers of papers are the same."""

from typing import Any

from django.db.models import Func, Value
from django.db.models.functions import Upper

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


def key_of(number: Any) -> Any:
    """An expression: the number with width, case, blanks and kinds of dashes set aside."""
    plain = Func(number, template="normalize(%(expressions)s, NFKC)")
    dashed = Func(plain, Value(DASHES), Value("-" * len(DASHES)), function="translate")
    blanks = Value(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]")
    return Upper(Func(dashed, blanks, Value(""), Value("g"), function="regexp_replace"))
