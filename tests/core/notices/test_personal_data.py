import pytest
from django.test import RequestFactory

from core.notices.context import unread
from core.notices.models import Notice
from core.notices.personal_data import collect, erase, erase_before
from core.notices.services import notify, prefer
from tests.core.notices.conftest import at

pytestmark = pytest.mark.django_db


def test_a_person_gets_and_erases_her_messages(clock, to, resident):
    notify("tests.news", to=to, key="1", context={"what": "rain"})
    prefer(resident, "general", "sms", wanted=False)
    (message,) = collect(resident)
    assert message["title"] == "News of rain"
    erase(resident)
    assert collect(resident) == []
    assert not Notice.objects.exists()


def test_old_messages_are_purged(clock, stranger):
    notify("tests.news", to=stranger, key="1", context={"what": "rain"})
    assert erase_before(at(9)) == 0
    assert erase_before(at(11)) == 1


def test_the_count_costs_nothing_until_it_is_shown(clock, resident, to, django_assert_num_queries):
    notify("tests.news", to=to, key="1", context={"what": "rain"})
    request = RequestFactory().get("/")
    request.user = resident
    with django_assert_num_queries(0):
        count = unread(request)["unread_notices"]
    with django_assert_num_queries(1):
        assert count == 1
        assert str(count) == "1"
