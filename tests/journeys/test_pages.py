"""Every main page in a real browser, as each kind of person sees it.

Accessible, within our own host (see tests.browser), no wider than the screen, light, and without
English; without Chinese where they are English: test_english.py.
"""

import pytest

from tests import axe
from tests.browser import HEIGHT
from tests.journeys.pages import VISITORS
from tests.journeys.weight import weight
from tests.journeys.wording import left_in_english

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
TWICE = """() => {
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""
STAFF = "document.body.classList.contains('staff')"
LIGHT = {False: 150_000, True: 250_000}  # bytes of CSS and JS, for residents and for staff
WIDTHS = (390, 1280)  # px


# two halves of about the same length, for two workers
HALVES = {"outside": ("visitor", "resident", "volunteer")}
HALVES["office"] = tuple(who for who in VISITORS if who not in HALVES["outside"])


def walk(town, open_page, people):
    """The page of each address in turn, in both looks, in one window for each kind of person."""
    for who in people:
        page = open_page("/about/", user=town.person(who))
        page.add_init_script(axe.source())
        host = page.url.removesuffix("/about/")
        for look in ("normal", "elder"):
            if look == "elder":
                page.context.add_cookies([{"name": "elder", "value": "1", "url": host}])
            for path in VISITORS[who](town):
                answer = page.goto(f"{host}{path}", wait_until="load")
                assert answer.status == 200, f"{who} {path} answers {answer.status}"
                yield f"{who} {path} ({look})", page
        page.context.close()


def faults(page):
    """What is wrong with the page, narrow and wide."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for found in axe.violations(page):
            yield f"at {width} px {found['id']}: {found['nodes'][:2]}"
        if page.evaluate(TOO_WIDE):
            yield f"wider than a screen of {width} px"
    if twice := page.evaluate(TWICE):
        yield f"the same id twice: {twice}"
    heavy = weight(page)
    if heavy > LIGHT[page.evaluate(STAFF)]:
        yield f"{heavy} bytes of CSS and JS"
    if left := left_in_english(page):
        yield f"left in English: {left[:5]}"


@pytest.mark.parametrize("half", HALVES)
def test_pages_are_sound(town, open_page, half):
    found = [
        f"{where}: {fault}"
        for where, page in walk(town, open_page, HALVES[half])
        for fault in faults(page)
    ]
    assert not found, "\n".join(found)


SPOIL = """() => {
  document.querySelector('main').insertAdjacentHTML('beforeend',
    '<img src="data:,"><p>Make a wish</p><div class="too-wide">.</div>' +
    '<b id="a"></b><b id="a"></b>');
  document.querySelector('.too-wide').style.width = '3000px';
}"""


def test_faults_are_found(open_page, db):
    page = open_page("/about/")
    assert not list(faults(page))
    page.evaluate(SPOIL)
    found = "\n".join(faults(page))
    assert "image-alt" in found
    assert "wider than a screen of 390 px" in found
    assert "Make a wish" in found
    assert "the same id twice: ['a']" in found


def test_axe_reads_a_page_without_javascript(open_page, db):
    page = open_page("/about/", javascript=False)
    assert not axe.violations(page)
    page.evaluate(SPOIL)
    assert "image-alt" in {found["id"] for found in axe.violations(page)}
