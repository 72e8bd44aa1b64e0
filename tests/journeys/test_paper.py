"""What comes out of the printer: lists begin on the first page, without buttons; slips fit one."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BUTTONS = "main .btn, main button, nav, .rail"
FIRST_ROW = "Math.round(document.querySelector('main tbody tr').getBoundingClientRect().top)"
BREAKS = "getComputedStyle(document.querySelector('main tbody tr').closest('.card')).breakInside"


def pages(page):
    """How many sheets of A4 Chromium makes of it."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4")))


def test_lists_begin_on_the_first_sheet_and_a_slip_is_one(town, open_page):
    for path in ("/wishes/manage/", "/volunteers/manage/", "/centres/manage/"):
        page = open_page(path, width=1280, user=town.clerk)
        page.emulate_media(media="print")
        assert page.locator(".print-head").is_visible(), path
        assert [b.inner_text() for b in page.locator(BUTTONS).all() if b.is_visible()] == [], path
        assert page.evaluate(BREAKS) == "auto", path
        assert page.evaluate(FIRST_ROW) < 400, path  # px
    page = open_page(f"/wishes/{town.submitted.code}/slip/", width=1280, user=town.clerk)
    assert pages(page) == 1
