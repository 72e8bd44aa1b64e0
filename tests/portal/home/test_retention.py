"""Names and numbers leave 90 days after the matter is settled."""

import datetime as dt

import pytest
from django.utils import timezone

from core.accounts.models import RoleGrant, User
from core.privacy import registry
from core.workflow.engine import advance
from portal.home import retention, services

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(community_area):
    user = User.objects.create(username="resident")
    return services.ask_for_call(
        community_area, name="陈桂芳", phone="13800138000", about="津贴", by=user
    )


def settle(call):
    clerk = User.objects.create(username="clerk")
    RoleGrant.objects.create(user=clerk, role="community_clerk", area=call.area)
    advance(call, "call", by=clerk)
    advance(call, "finish", by=clerk, note="好了")


def test_settled_ones_are_emptied_after_the_time_and_open_ones_are_not(call):
    later = timezone.now() + dt.timedelta(days=1)
    assert retention.erase_settled(later) == 0
    settle(call)
    assert retention.erase_settled(timezone.now() - dt.timedelta(days=1)) == 0
    assert retention.erase_settled(later) == 1
    call.refresh_from_db()
    assert (call.name, call.phone, call.about, call.user) == ("", "", "", None)
    assert call.code
    assert retention.erase_settled(later) == 0


def test_the_person_can_take_it_with_her_and_have_it_erased(call):
    assert registry.collect(call.user)["front_door"][0]["phone"] == "13800138000"
    retention.forget(call.user)
    call.refresh_from_db()
    assert call.phone == ""
