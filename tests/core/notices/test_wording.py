import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.notices import wording
from core.notices.kinds import NoticeKind, declare, kind_named


def test_values_are_never_read_as_templates():
    assert wording.fill("{a}", {"a": "{b} {0}", "b": "x"}, "en") == "{b} {0}"


@pytest.mark.parametrize("template", ["{a.b}", "{a[0]}", "{}", "{0}"])
def test_templates_cannot_reach_into_values(template):
    with pytest.raises(ValueError, match="plain field names"):
        wording.fields_of(template)


def test_a_missing_field_is_named():
    with pytest.raises(wording.MissingField, match="what"):
        wording.fill("{what}", {}, "en")


@given(st.text())
def test_values_bring_no_line_break_into_a_header(value):
    text = wording.as_text(value)
    assert not set(text) & {"\r", "\n", "\0"}
    assert len(text) <= 500


def test_times_are_those_of_shanghai():
    assert wording.as_text(dt.datetime(2026, 11, 18, 2, 5, tzinfo=dt.UTC)).endswith("10:05")


def test_provider_messages_lose_phone_numbers():
    assert "13800138000" not in wording.without_numbers("number 138 0013 8000 / 13800138000 bad")


def test_a_kind_is_declared_once():
    declare(kind_named("tests.news"))
    with pytest.raises(ValueError, match="twice"):
        declare(NoticeKind("tests.news", title="other", body=""))
    with pytest.raises(ValueError, match="group"):
        declare(NoticeKind("tests.lost", title="", body="", group="nowhere"))
