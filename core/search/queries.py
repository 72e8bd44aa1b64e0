"""Finding rows by the text they contain."""

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from core.search.fields import BigramsField
from core.search.functions import Normal, grams

LONGEST = 200
MOST_TERMS = 8

M = TypeVar("M", bound=Model)


def terms(query: str) -> list[str]:
    """The words of a query: split at white space, at most 8 of them, of 200 characters in all."""
    # NUL and lone surrogates have no place in PostgreSQL's text
    storable = query.replace("\0", " ").encode(errors="ignore").decode()
    words = unicodedata.normalize("NFKC", storable[:LONGEST]).split()
    return list(dict.fromkeys(words))[:MOST_TERMS]


def matching(
    queryset: QuerySet[M], query: str, field: str = "bigrams", recheck: Sequence[str] = ()
) -> QuerySet[M]:
    """Rows of which one source text contains each word of the query, exactly.

    `field` is a BigramsField; `recheck` names the texts to look in (default: its sources).
    Width and case of letters do not matter. An empty query leaves the queryset as it is. Pairs of
    characters find candidates through the index, then the text itself decides.
    """
    column = queryset.model._meta.get_field(field)
    assert isinstance(column, BigramsField), f"{field} is no BigramsField"
    texts = tuple(recheck) or column.sources
    for term in terms(query):
        word = Value(term, output_field=TextField())
        queryset = queryset.filter(**{f"{field}__contains": grams(word, singles=len(term) == 1)})
        contained = Q(pk__in=[])
        for text in texts:
            contained |= Q(GreaterThan(StrIndex(Normal(F(text)), Normal(word)), 0))
        queryset = queryset.filter(contained)
    return queryset
