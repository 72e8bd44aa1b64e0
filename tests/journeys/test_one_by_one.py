"""Elder mode asks a form with several fields one question at a time, also on staff's pages."""

import pytest

from tests.axe import assert_accessible
from tests.factories import wishes as make
from tests.factories.projects import crew_of, project
from volunteers.wishes.models import MicroWish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wish(cast, working_calendar) -> MicroWish:
    make.clerk(cast.community)
    made = make.wish(
        cast.community,
        age_band="14_17",
        guardian_name="何强",
        guardian_phone="13800001111",
        guardian_consent=True,
    )
    MicroWish.objects.filter(pk=made.pk).update(guardian_agreed_at=None)
    return made


def asked(page) -> list[str]:
    """The names of the fields one sees."""
    return page.eval_on_selector_all(
        "main form [name]:not([type=hidden])",
        "all => all.filter(e => e.checkVisibility()).map(e => e.name)",
    )


def test_the_guardian_is_asked_for_one_question_at_a_time(open_page, wish, cast):
    page = open_page(f"/wishes/{wish.code}/guardian/", elder=True, user=cast.community_clerk)
    following = page.locator("main form [type=button].btn-primary")
    assert asked(page) == ["name"]
    assert_accessible(page)
    following.click()  # nothing typed: it stays
    assert asked(page) == ["name"]
    page.locator("[name=name]").fill("何强")
    page.keyboard.press("Enter")
    assert asked(page) == ["phone"]
    page.locator("[name=phone]").fill("12")
    following.click()
    assert asked(page) == ["agreed"]
    with page.expect_navigation():  # a fault found at the end leads back to its question
        page.locator("main .form-foot [type=submit]").click()
    assert asked(page) == ["phone"]
    page.locator("[name=phone]").fill("13800001111")
    following.click()
    page.locator("[name=agreed]").check()
    with page.expect_navigation():
        page.locator("main .form-foot [type=submit]").click()
    assert MicroWish.objects.get().guardian_agreed_at


def test_who_wants_to_see_all_questions_sees_all(open_page, wish, cast):
    page = open_page(f"/wishes/{wish.code}/guardian/", elder=True, user=cast.community_clerk)
    page.get_by_role("button", name="一次看到全部").click()
    assert page.evaluate("document.activeElement.name") == "name"  # the button is gone
    assert asked(page) == ["name", "phone", "agreed"]
    page = open_page(f"/wishes/{wish.code}/guardian/", user=cast.community_clerk)
    assert asked(page) == ["name", "phone", "agreed"]


def test_a_browser_that_checks_by_itself_is_led_to_the_question_it_cannot_show(
    open_page, cast, working_calendar
):
    """Else it says nothing and sends nothing: what is asked later is empty at the first Enter,
    and what was answered may be emptied meanwhile."""
    who = crew_of(cast)
    made = project(cast.community, state="contracted", crew=who)
    page = open_page(f"/projects/manage/{made.code}/step/pay/", elder=True, user=who.finance)
    assert asked(page) == ["amount"]
    page.locator("[name=amount]").press("Enter")
    assert asked(page) == ["voucher"]
    page.locator("[name=voucher]").fill("PZ-1")
    page.eval_on_selector("[name=amount]", "e => { e.value = '' }")
    page.locator("main .form-foot [type=submit]").click()
    assert asked(page) == ["amount"]
