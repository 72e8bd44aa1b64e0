"""Every element in a real browser: accessible in both modes, at both sizes, within our own host."""

import pytest

from tests.axe import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VIEWS = [  # layout, width in px, elder mode
    ("resident", 320, True),
    ("resident", 1280, False),
    ("staff", 390, False),
    ("staff", 1280, True),
    ("plain", 390, False),
]
TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.mark.parametrize(("layout", "width", "elder"), VIEWS)
def test_the_guide_is_accessible_and_never_wider_than_the_screen(open_page, layout, width, elder):
    page = open_page(f"/styleguide/?layout={layout}&toast=1", width=width, elder=elder)
    for figure in page.locator("[data-chart], [data-map]").all():  # drawn when they come into view
        figure.scroll_into_view_if_needed()
        figure.locator("canvas, .map-pin").first.wait_for()
    assert not page.evaluate(TOO_WIDE)
    assert_accessible(page)


def test_a_definition_is_one_tap_away_and_leaves_again(open_page):
    page = open_page("/styleguide/")
    page.locator("details.define summary").first.click()
    assert page.get_by_text("还没有人认领的心愿，按此刻计").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_text("还没有人认领的心愿，按此刻计").is_hidden()


def test_what_was_typed_is_still_there_after_leaving(open_page):
    page = open_page("/styleguide/")
    page.locator("#good_title").fill("防滑拐杖凳")
    page.locator("#good_kind_2").check()
    page.wait_for_timeout(600)  # drafts are kept 0.4 s after the last key
    page.reload()
    assert page.locator("#good_title").input_value() == "防滑拐杖凳"
    assert page.locator("#good_kind_2").is_checked()
    page.locator(".draft-note button").click()
    assert page.locator("#good_title").input_value() == ""


def test_dialogs_open_with_and_without_javascript(open_page):
    page = open_page("/styleguide/")
    page.locator("[data-dialog=sample]").click()
    assert page.locator("#sample").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#sample").is_hidden()
    plain = open_page("/styleguide/", javascript=False)
    assert plain.locator("#sample").is_hidden()
    plain.locator("[data-dialog=sample]").click()
    assert plain.locator("#sample").is_visible()


def test_without_javascript_tables_stand_in_for_charts(open_page):
    page = open_page("/styleguide/?toast=1", javascript=False)
    assert page.locator(".chart-box").first.is_hidden()
    page.locator(".chart summary").first.click()
    assert page.locator(".chart table").first.is_visible()
    assert page.locator(".toasts .notice").count() == 2
    assert page.locator("[data-read-aloud]").is_hidden()


def test_a_question_is_asked_before_what_cannot_be_undone(open_page):
    page = open_page("/styleguide/?layout=staff", width=1280)
    page.get_by_text("要再问一次的按钮").click()
    dialog = page.locator("dialog[open]")
    assert "撤回后" in dialog.inner_text()
    dialog.get_by_text("取消").click()
    assert page.url.endswith("layout=staff")
    page.get_by_text("要再问一次的按钮").click()
    page.locator("dialog[open]").get_by_text("确定", exact=True).click()
    page.wait_for_url("**/styleguide/?")


def test_progress_polls_until_it_is_done(open_page):
    page = open_page("/styleguide/")
    page.wait_for_selector("text=月报好了", timeout=8000)
    assert page.locator(".progress-box[hx-get]").count() == 0


def test_staff_keys_walk_rows_search_and_list_themselves(open_page):
    page = open_page("/styleguide/?layout=staff", width=1280)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert "一床厚棉被" in page.locator(".at").inner_text()
    page.keyboard.press("k")
    assert "卫生间漏水" in page.locator(".at").inner_text()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def test_the_menu_of_staff_opens_on_a_phone(open_page):
    page = open_page("/styleguide/?layout=staff")
    assert page.locator("#rail").is_hidden()
    page.locator("[popovertarget=rail]").click()
    assert page.locator("#rail").is_visible()


def test_elder_mode_is_large_and_has_the_number_in_its_header(open_page, settings):
    settings.CENTRE_PHONE = "0760-5550 0101"
    page = open_page("/styleguide/", elder=True)
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    assert size >= 20
    assert page.locator("header a[href^='tel:']").is_visible()
    names = page.eval_on_selector_all(
        ".bar a", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert names
    assert min(names) >= 20
    small = page.evaluate(
        """[...document.querySelectorAll('main .btn, header a, header button, .bar a, .choice')]
           .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 56)
           .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []
