"""Wishes of people without an account: on paper, without JavaScript, one question at a time."""

import pytest

from core.areas.models import Area
from tests.factories import wishes
from volunteers.wishes.models import MicroWish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def served(cast, working_calendar) -> Area:
    """A community with somebody in office, so that wishes may be made there."""
    wishes.clerk(cast.community)
    return cast.community


def send(page):
    with page.expect_navigation():
        page.locator("main form .form-foot button").first.click()


def test_made_tracked_and_taken_back_without_javascript(open_page, served):
    page = open_page("/wishes/new/", javascript=False)
    page.locator("[name=story]").fill("想有人教我用手机打视频电话。")
    page.locator("[name=kind]").nth(1).check()
    page.locator("[name=community]").select_option(served.code)
    page.locator("[name=contact_name]").fill("何秀兰")
    page.locator("[name=consent]").check()
    send(page)
    assert page.locator(".invalid-feedback, .field-error, [id$=_error]").count()  # no phone yet
    assert page.locator("[name=contact_name]").input_value() == "何秀兰"  # nothing typed is lost
    page.locator("[name=contact_phone]").fill("138 0000 5678")
    send(page)
    code = page.locator(".big-code").inner_text().strip()

    page.locator("a[href$='/slip/']").click()
    assert code in page.inner_text("main")
    assert page.locator("figure svg").is_visible()

    tracking = open_page("/wishes/track/", javascript=False)
    tracking.locator("[name=code]").fill(code.lower())
    tracking.locator("[name=last4]").fill("5678")
    send(tracking)
    assert "想有人教我用手机打视频电话" in tracking.inner_text("main")
    with tracking.expect_navigation():
        tracking.locator("form[action$='/withdraw/'] button").click()
    assert MicroWish.objects.get().status == "withdrawn"


ANSWERS = [
    ("story", "想要一张防滑的洗澡凳。"),
    ("kind", None),
    ("community", "榕树头社区"),
    ("contact_name", "陈桂芳"),
    ("contact_phone", "13800005678"),
    ("contact_mode", None),
    ("consent", None),
]


@pytest.mark.parametrize("javascript", [True, False])
def test_elders_are_asked_one_question_at_a_time(open_page, served, javascript):
    page = open_page("/wishes/new/", elder=True, javascript=javascript)
    for number, (name, text) in enumerate(ANSWERS, start=1):
        assert page.url.endswith(f"/wishes/new/{number}/")
        field = page.locator(f"[name={name}]").first
        if name == "community":
            field.select_option(label=text)
        elif text is None:
            field.check()
        else:
            field.fill(text)
        send(page)
    made = MicroWish.objects.get()
    assert (made.story, made.area) == ("想要一张防滑的洗澡凳。", served)
    assert made.tracking_code_readable in page.inner_text("main")


FOR_OTHERS = [
    ("spoken_for", "relative"),
    ("consent_basis", "phone_call"),
    ("story", "想有人陪着去一趟医院。"),
    ("kind", None),
    ("community", "榕树头社区"),
    ("contact_name", "陈桂芳"),
    ("contact_phone", "13800005678"),
    ("contact_mode", None),
    ("consent", None),
]


def test_a_neighbour_is_asked_one_question_at_a_time_too(open_page, served, cast):
    page = open_page("/wishes/new/for-somebody/", elder=True, user=cast.resident, javascript=False)
    for name, text in FOR_OTHERS:
        shown = page.locator("main form [name]:not([type=hidden])")
        assert {one.get_attribute("name") for one in shown.all()} == {name}
        field = shown.first
        if name == "community":
            field.select_option(label=text)
        elif name in ("spoken_for", "consent_basis"):
            field.select_option(text)
        elif text is None:
            field.check()
        else:
            field.fill(text)
        send(page)
    made = MicroWish.objects.get()
    assert (made.submitted_by, made.spoken_for, made.area) == (cast.resident, "relative", served)
    assert made.tracking_code_readable in page.inner_text("main")
