"""Finding rows by the text they contain."""

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, F, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from core.search.fields import BigramsField
from core.search.functions import HasPairs, Normal, OneOf, grams

LONGEST = 200
MOST_TERMS = 8
FEW = 3000  # candidates; more of them are walked past sooner than looked at one by one
_FEW = "SELECT search_few(%s::text::regclass, %s::text, %s::text[], %s::int)"
_IDS = ArrayField(BigIntegerField())

M = TypeVar("M", bound=Model)


def terms(query: str) -> list[str]:
    """The words of a query: split at white space, at most 8 of them, of 200 characters in all."""
    # NUL and lone surrogates have no place in PostgreSQL's text
    storable = query.replace("\0", " ").encode(errors="ignore").decode()
    words = unicodedata.normalize("NFKC", storable[:LONGEST]).split()
    return list(dict.fromkeys(words))[:MOST_TERMS]


def few(model: type[Model], query: str, field: str = "bigrams") -> list[int] | None:
    """The ids of all rows that can contain the words of the query; None when they are many.

    One statement. Few rows are best looked at one by one, many by walking along the order of the
    list; the database, which would have to guess how many there are, often takes the other way.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FEW, [model._meta.db_table, field, terms(query), FEW])
        found: list[int] | None = cursor.fetchone()[0]
    return found


def matching(
    queryset: QuerySet[M], query: str, field: str = "bigrams", recheck: Sequence[str] = ()
) -> QuerySet[M]:
    """Rows of which one source text contains each word of the query, exactly.

    `field` is a BigramsField of a table whose key is `id`; `recheck` names the texts to look in
    (default: its sources). Width and case of letters do not matter. An empty query leaves the
    queryset as it is. Pairs of characters find candidates, at once and with one statement, then
    the text itself decides.
    """
    column = queryset.model._meta.get_field(field)
    assert isinstance(column, BigramsField), f"{field} is no BigramsField"
    texts = tuple(recheck) or column.sources
    words = terms(query)
    if not words:
        return queryset
    ids = few(queryset.model, query, field)
    if ids is not None:
        queryset = queryset.filter(OneOf(F("pk"), Value(ids, output_field=_IDS)))
    for term in words:
        word = Value(term, output_field=TextField())
        if ids is None:
            pairs = grams(word, singles=len(term) == 1)
            queryset = queryset.filter(HasPairs(F(field), pairs))
        queryset = queryset.filter(_contained(word, texts))
    return queryset


def _contained(word: Value, texts: Sequence[str]) -> Q:
    """As it was typed it is found sooner: nearly all candidates end with that."""
    contained = Q(pk__in=[])
    for text in texts:
        contained |= Q(GreaterThan(StrIndex(F(text), word), 0))
    for text in texts:
        contained |= Q(GreaterThan(StrIndex(Normal(F(text)), Normal(word)), 0))
    return contained
