"""The main way: from the first word of a wish to the thank-you, the board and the report.

Everybody works in a window of their own, on a phone and on a desk.
"""

import pytest

from portal.reports.models import ReportRun
from tests.factories import wishes
from volunteers.wishes.models import MicroWish

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clerk(cast, working_calendar):
    return wishes.clerk(cast.community)


def press(page, step):
    """One button of a matter's page, and the form behind it as it is offered."""
    page.locator(f"a[href*='/{step}/']").first.click()
    submit(page)


def submit(page):
    with page.expect_navigation():
        page.locator("main form .form-foot button").first.click()


def make(page, cast):
    page.locator("[name=story]").fill("想听粤剧，旧的收音机坏了。")
    page.locator("[name=kind]").first.check()
    page.locator("[name=community]").select_option(cast.community.code)
    page.locator("[name=consent]").check()
    submit(page)
    return MicroWish.objects.get()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_wish_goes_from_the_first_word_to_the_report(open_page, cast, clerk, width):
    at_home = open_page("/wishes/new/", user=cast.resident, width=width)
    wish = make(at_home, cast)
    assert wish.tracking_code_readable in at_home.locator("main").inner_text()
    its_page = wish.get_absolute_url()

    office = open_page("/desk/", user=clerk, width=width)
    office.locator(f"a[href*='{its_page}']").first.click()
    press(office, "take_up")
    office.locator("a[href*='/publish/']").first.click()
    office.locator("[name=public_title]").fill("一台收音机")
    office.locator("[name=public_text]").fill("一位长者想在家听戏。")
    submit(office)

    helper = open_page("/wishes/", user=cast.volunteer, width=width)
    helper.get_by_text("一台收音机").first.click()
    for step in ("claim", "report_contact", "fulfil"):
        press(helper, step)

    at_home.goto(at_home.url.split("/wishes/")[0] + its_page)
    press(at_home, "confirm")
    at_home.locator("a[href$='/thank/']").first.click()
    at_home.locator("[name=text]").fill("谢谢您，每天都在听。")
    submit(at_home)
    wish.refresh_from_db()
    assert (wish.status, wish.thank_you) == ("closed", "谢谢您，每天都在听。")

    board = open_page(f"/dashboard/{cast.district.code}/", user=cast.district_admin, width=width)
    assert board.locator("a[href*='/rows/wishes.closed/']").first.inner_text() == "1"

    ask = open_page("/reports/", user=cast.district_admin, width=width)
    ask.locator("#id_area").select_option(label=cast.community.name)
    ask.locator("main form button").first.click()
    ask.wait_for_url("**/reports/*/")
    assert ReportRun.objects.get().area == cast.community
