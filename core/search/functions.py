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
# search_few: the ids of the rows with all pairs of these words, or NULL when they are more than
# `most`. Its scan switches leave the bigram index only. What the statistics know to be common
# is not even counted (2,000,000 rows: 400 ms against 1); what they do not know they guess to be
# 0.5 % of the rows.
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

CREATE OR REPLACE FUNCTION search_few(place regclass, field text, words text[], most int)
RETURNS bigint[] LANGUAGE plpgsql STRICT
SET enable_seqscan = off SET enable_indexscan = off
AS $$
DECLARE
    grams text[] := ARRAY(
        SELECT gram FROM unnest(words) AS word, unnest(search_grams(word, length(word) = 1)) AS gram
    );
    guess json;
    found bigint[];
BEGIN
    EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM %s WHERE %I @> %L', place, field, grams)
       INTO guess;
    IF (guess->0->'Plan'->>'Plan Rows')::float > greatest(
        most, (SELECT 0.0051 * reltuples FROM pg_class WHERE oid = place)
    ) THEN
        RETURN NULL;
    END IF;
    EXECUTE format(
        'SELECT array_agg(id) FROM (SELECT id FROM %s WHERE %I @> $1 LIMIT $2) AS one', place, field
    ) INTO found USING grams, most + 1;
    RETURN CASE WHEN cardinality(found) > most THEN NULL ELSE coalesce(found, '{}') END;
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


class OneOf(Func):
    """Whether a key is among these ids. The planner is not shown how many there are: given many it
    would rather walk the newest rows, which ends badly when all of them are old.
    """

    template = "(%(expressions)s::bigint[])::bigint[]))"
    arg_joiner = " = ANY((SELECT "
    output_field = models.BooleanField()


class HasPairs(Func):
    """Whether the pairs are all there, asked so that no index answers: the rows are walked."""

    template = "(%(expressions)s) IS TRUE"
    arg_joiner = " @> "
    output_field = models.BooleanField()


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
