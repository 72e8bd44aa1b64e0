"""The pages of notices with the keyboard alone, and without JavaScript."""

import pytest

from core.notices.kinds import INBOX, SMS
from core.notices.models import Notice, Status
from core.notices.services import notify
from tests.core.notices.conftest import at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told(to):
    for key in "ab":
        notify("tests.news", to=to, key=key, context={"what": "rain"})
    row = Notice.objects.filter(channel=SMS, dedupe_key__contains=":a:")
    row.update(status=Status.SENDING, claimed_at=at(9))
    row.update(status=Status.UNKNOWN)


def test_staff_walk_their_messages_with_keys(told, open_page, to, clerk):
    notify("tests.news", to=type(to)(user=clerk), key="c", context={"what": "snow"})
    page = open_page("/inbox/", width=1280, user=clerk)
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert not Notice.objects.filter(channel=INBOX, user=clerk, read_at=None).exists()


def test_a_message_is_read_without_javascript(told, open_page, resident):
    page = open_page("/inbox/", javascript=False, english=True, user=resident)
    page.get_by_role("button", name="Mark as read").first.click()
    assert Notice.objects.filter(channel=INBOX, read_at=None).count() == 1


def test_a_clerk_decides_without_javascript(told, open_page, clerk):
    page = open_page("/deliveries/", javascript=False, english=True, user=clerk)
    page.get_by_role("button", name="It arrived").click()
    assert page.get_by_text("Nothing to decide").is_visible()
    assert Notice.objects.filter(status=Status.SENT, channel=SMS).count() == 1
