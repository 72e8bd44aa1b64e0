"""A session becomes a person again with few questions, and never one who may not come in."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from core.accounts.backends import Backend
from core.accounts.models import RoleGrant, User

pytestmark = pytest.mark.django_db


def test_the_person_read_by_hand_is_the_person(cast):
    stored = User.objects.get(pk=cast.community_clerk.pk)
    read = Backend().get_user(stored.pk)
    assert [getattr(read, f.attname) for f in User._meta.concrete_fields] == [
        getattr(stored, f.attname) for f in User._meta.concrete_fields
    ]
    assert (read._state.db, read._state.adding) == ("default", False)


def test_whether_she_holds_a_role_is_known_at_once(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Backend().get_user(cast.community_clerk.pk).holds_role
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    RoleGrant.objects.filter(user=cast.community_clerk).update(since=yesterday, until=yesterday)
    with django_assert_num_queries(1):
        assert not Backend().get_user(cast.community_clerk.pk).holds_role


def test_nobody_comes_back_who_is_gone_or_shut_out(cast):
    User.objects.filter(pk=cast.resident.pk).update(is_active=False)
    assert Backend().get_user(cast.resident.pk) is None
    assert Backend().get_user(0) is None


@pytest.mark.parametrize("sent", [r'"aaaaaaaa\000"', '"\'; select 1; --"'])
def test_a_made_up_cookie_is_nobody(client, sent):
    """As it stands in the header: Python's own cookies write no control characters any more."""
    assert client.get("/me/", headers={"cookie": f"sessionid={sent}"}).status_code == 302


def test_a_session_ends_on_its_day(client, cast):
    client.force_login(cast.resident)
    assert client.get("/me/").status_code == 200
    Session.objects.update(expire_date=timezone.now())
    assert client.get("/me/").status_code == 302


def test_somebody_who_is_not_stored_holds_no_role(cast):
    gone = User.objects.get(pk=cast.resident.pk)
    gone.pk = 0
    assert not gone.holds_role
    assert not User().holds_role
