"""Codes survive being read aloud, written down and typed again."""

from hypothesis import given
from hypothesis import strategies as st

from core.areas.models import Area
from core.numbers.codes import (
    ALPHABET,
    LENGTH,
    new_tracking_code,
    normalise_tracking_code,
    prefix_for,
    readable,
)

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


@given(codes, st.sampled_from([str.lower, str.upper, str.title]), st.sampled_from(" -–·\u3000"))
def test_any_way_of_typing_it_is_the_same_code(code, case, between):
    assert normalise_tracking_code(case(readable(code)).replace("-", between)) == code


@given(codes)
def test_full_width_is_the_same_code(code):
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code)
    assert normalise_tracking_code(wide) == code


@given(st.text(max_size=200))
def test_whatever_is_typed_gives_a_short_plain_code(text):
    code = normalise_tracking_code(text)
    assert len(code) <= 60 * 18  # compatibility forms may unfold
    assert all(c.isalnum() for c in code)


def test_codes_hold_fifty_bits_and_do_not_repeat():
    assert len(set(ALPHABET)) ** LENGTH > 2**50
    assert len({new_tracking_code() for _ in range(1000)}) == 1000


def test_letters_of_a_district():
    def prefix(pinyin):
        return prefix_for(Area(name="x", pinyin=pinyin))

    assert prefix("ylq") == "YL"
    assert prefix("zss") == "ZS"
    assert prefix("") == "XY"
    assert len(prefix("abcdefgq")) <= 4
