"""Dates, money and counts in both languages."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import translation

from core.ui import formatting
from core.ui.due import due

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = dt.datetime(2026, 11, 21, 10, 30, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("when", "english"),
    [
        (NOW - dt.timedelta(seconds=20), "just now"),
        (NOW - dt.timedelta(minutes=1), "1 minute ago"),
        (NOW - dt.timedelta(minutes=59), "59 minutes ago"),
        (NOW - dt.timedelta(hours=3), "3 hours ago"),
        (NOW - dt.timedelta(hours=11), "yesterday"),
        (NOW - dt.timedelta(days=2), "2 days ago"),
        (NOW - dt.timedelta(days=40), "12 Oct"),
        (NOW + dt.timedelta(hours=1), "just now"),
    ],
)
def test_ago_counts_calendar_days_of_shanghai(when, english):
    with translation.override("en"):
        assert formatting.ago(when.astimezone(dt.UTC), NOW) == english


def test_dates_read_as_in_china_and_in_english():
    day = dt.date(2026, 11, 21)
    with translation.override("zh-hans"):
        assert formatting.long_date(day) == "2026年11月21日 星期六"
        assert formatting.short_date(day, dt.date(2026, 1, 1)) == "11月21日"
        assert formatting.short_date(day, dt.date(2027, 1, 1)) == "2026年11月21日"
    with translation.override("en"):
        assert formatting.long_date(day) == "Saturday, 21 November 2026"
        assert formatting.short_date(day, dt.date(2027, 1, 1)) == "21 Nov 2026"


@pytest.mark.parametrize(
    ("yuan", "chinese", "english"),
    [
        ("0", "0 元", "¥0"),
        ("120.00", "120 元", "¥120"),
        ("9999.99", "9,999.99 元", "¥9,999.99"),
        ("10000", "1 万元", "¥10,000"),
        ("5489600", "548.96 万元", "¥5.49 million"),
        ("145000000", "1.45 亿元", "¥145 million"),
        ("-15000", "-1.5 万元", "-¥15,000"),
    ],
)
def test_money_chooses_its_unit(yuan, chinese, english):
    with translation.override("zh-hans"):
        assert formatting.money(yuan) == chinese
    with translation.override("en"):
        assert formatting.money(yuan) == english


def test_exact_money_never_shortens():
    with translation.override("zh-hans"):
        assert formatting.exact_money("145000000.5") == "145,000,000.50 元"


@pytest.mark.parametrize(
    ("moment", "sign", "tone", "text"),
    [
        (NOW - dt.timedelta(days=1), "▲", "red", "1 day overdue"),
        (NOW - dt.timedelta(days=3), "▲", "red", "3 days overdue"),
        (NOW - dt.timedelta(hours=1), "▲", "red", "overdue since 09:30"),
        (NOW.replace(hour=18, minute=0), "◆", "warn", "today 18:00"),
        (NOW + dt.timedelta(days=1), "●", "neutral", "tomorrow"),
        (NOW + dt.timedelta(days=5), "●", "neutral", "26 Nov"),
    ],
)
def test_due_says_how_late_with_a_sign(moment, sign, tone, text):
    with translation.override("en"):
        found = due(moment.astimezone(dt.UTC), NOW)
    assert (found.sign, found.tone, found.text) == (sign, tone, text)


def test_filters_write_nothing_for_nothing():
    text = "{% load words %}[{{ none|ago }}{{ none|money }}{{ none|count:'个' }}{{ none|moment }}]"
    assert Template(text).render(Context({"none": None})) == "[]"
    with translation.override("zh-hans"):
        one = Template("{% load words %}{{ n|count:'个' }}").render(Context({"n": 1766}))
    assert one == "1,766 个"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("超过限额", "超过限额。"),
        ("超过限额(5000) ", "超过限额(5000)。"),
        ("超过限额。", "超过限额。"),
        ("Too dear", "Too dear."),
        ("Really?", "Really?"),
        ("", ""),
    ],
)
def test_a_reason_ends_like_a_sentence(typed, said):
    assert formatting.sentence(typed) == said
