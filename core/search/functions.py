"""The SQL functions behind search; text and query go through the same ones, so they agree.

They are immutable: generated columns and indexes store what they return. Whoever changes them
also rewrites the columns (`ALTER TABLE … ALTER COLUMN … SET EXPRESSION`, or a new column).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce

# NFKC makes full-width letters and digits narrow (１２ → 12, ㎡ → m2).
# The cost is what makes the planner take the index for a rare word: it believes that comparing
# arrays is free and would rather walk the newest rows (200,000 rows: 2,600 ms against 1). It holds
# as long as the function is not inlined, hence plpgsql.
# It is restricted because its cost would otherwise have a common word looked for by several
# processes, whose start takes longer than the search (200,000 rows: 12 ms against 1).
# Characters two at a time, none of them white space; a text also keeps its single ones, so that a
# word of one character has an index too (200,000 rows: 1,500 ms without, 2 with). The arrays are
# walked side by side because substr() in a long Chinese text is quadratic (3,000 characters:
# 95 ms against 2).
INSTALL = r"""
CREATE OR REPLACE FUNCTION search_normal(value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL RESTRICTED COST 1000
AS $$ BEGIN RETURN lower(normalize(value, NFKC)); END $$;

CREATE OR REPLACE FUNCTION search_grams(value text, singles boolean) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
    chars text[] := string_to_array(
        regexp_replace(lower(normalize(value, NFKC)), '\s+', ' ', 'g'), NULL
    );
BEGIN
    RETURN ARRAY(
        SELECT DISTINCT gram
          FROM unnest(chars, chars[2:]) AS pair (a, b),
               LATERAL (VALUES (CASE WHEN b <> ' ' THEN a || b END),
                               (CASE WHEN singles THEN a END)) AS either (gram)
         WHERE a <> ' ' AND gram IS NOT NULL
    );
END $$;
"""


class Normal(Func):
    """Text as search compares it: NFKC, lower case."""

    function = "search_normal"
    output_field = models.TextField()


class Joined(Func):
    """Several text columns as one, with a space between, so that no pair spans two of them."""

    template = "(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = models.TextField()


def joined(*fields: str) -> Joined:
    """The text of these columns; an empty one counts as no text."""
    return Joined(*(Coalesce(F(field), Value("")) for field in fields))


def grams(text: F | Joined | Value, *, singles: bool) -> Func:
    """The pairs of characters of a text, and its single characters too if wanted."""
    return Func(
        text,
        Value(singles),
        function="search_grams",
        output_field=ArrayField(models.TextField()),
    )
