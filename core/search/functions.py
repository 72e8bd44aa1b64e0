"""The SQL functions behind search; text and query go through the same ones, so they agree.

They are immutable: generated columns and indexes store what they return. Whoever changes them
also rewrites the columns (`ALTER TABLE … ALTER COLUMN … SET EXPRESSION`, or a new column).
"""

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce

# NFKC makes full-width letters and digits narrow (１２ → 12, ㎡ → m2).
# Two characters at a time, none of them white space; the arrays are walked side by side because
# substr() from the start of a long Chinese text is quadratic (3,000 characters: 95 ms against 2).
INSTALL = r"""
CREATE OR REPLACE FUNCTION search_normal(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT lower(normalize(value, NFKC)) $$;

CREATE OR REPLACE FUNCTION search_bigrams(value text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
    chars text[] := string_to_array(
        regexp_replace(lower(normalize(value, NFKC)), '\s+', ' ', 'g'), NULL
    );
BEGIN
    RETURN ARRAY(
        SELECT DISTINCT a || b FROM unnest(chars, chars[2:]) AS pair (a, b)
         WHERE a <> ' ' AND b <> ' '
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
