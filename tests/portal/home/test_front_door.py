"""Call-backs and feedback: on the right desk, in time, seen by those who answer only."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.accounts.models import RoleGrant, User
from core.notices.models import Notice
from core.privacy.models import ConsentRecord
from core.workflow.engine import advance
from core.workflow.errors import NotAllowed, Refused
from portal.home import services
from portal.home.models import CallBack, Feedback
from portal.home.notices import tell_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC), tick=False)


def staff(area, role):
    user = User.objects.create(username=f"{role}-{area.code}")
    RoleGrant.objects.create(user=user, role=role, area=area)
    return user


@pytest.fixture
def call(community_area):
    return services.ask_for_call(
        community_area, name="陈桂芳", phone="１３８ 0013-8000", about="不会用手机"
    )


def test_call_is_due_at_the_close_of_the_next_working_day(call):
    assert call.due_at.astimezone(dt.UTC) == dt.datetime(2026, 11, 17, 10, 0, tzinfo=dt.UTC)
    assert call.phone == "13800138000"


def told(row):
    return {n.user.username for n in Notice.objects.filter(object_id=str(row.pk))}


def test_only_the_nearest_who_handle_it_are_told_once(community_area, neighbour_area):
    clerk = staff(community_area, "community_clerk")
    staff(community_area, "auditor")
    staff(community_area.district, "district_admin")
    staff(neighbour_area, "community_clerk")
    gone = staff(community_area, "community_secretary")
    gone.is_active = False
    gone.save()
    row = services.ask_for_call(community_area, name="陈桂芳", phone="13800138000", about="手机")
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.url) == (
        clerk,
        "home.call_back",
        row.get_absolute_url(),
    )
    for secret in ("陈桂芳", "13800138000", "手机"):
        assert secret not in f"{notice.title} {notice.body} {notice.params}"
    tell_staff("home.call_back", row)
    assert told(row) == {clerk.username}


def test_where_a_community_has_nobody_the_next_above_is_told(community_area):
    admin = staff(community_area.district, "district_admin")
    row = services.ask_for_call(community_area, name="陈桂芳", phone="13800138000")
    assert told(row) == {admin.username}


def test_letter_reaches_the_district_not_its_writer(community_area):
    writer = staff(community_area.district, "district_admin")
    other = User.objects.create(username="other")
    RoleGrant.objects.create(user=other, role="district_admin", area=community_area.district)
    staff(community_area, "community_clerk")
    row = services.send_feedback(
        community_area.district, kind="complaint", text="电梯坏了", by=writer
    )
    assert told(row) == {"other"}
    assert "电梯" not in Notice.objects.get().body


def test_name_number_and_matter_are_stored_encrypted(call):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, about FROM home_callback")
        stored = " ".join(map(str, cursor.fetchone()))
    for secret in ("陈桂芳", "13800138000", "手机"):
        assert secret not in stored


def test_notice_shown_is_on_record(call):
    record = ConsentRecord.objects.get(purpose="call_back")
    assert record.object_id == str(call.pk)


def test_only_the_communitys_staff_see_it(call, areas):
    clerk = staff(areas["990101001001"], "community_clerk")
    for stranger in (
        staff(areas["990101001002"], "community_clerk"),
        staff(areas["990101"], "auditor"),
        User.objects.create(username="resident"),
    ):
        assert not CallBack.objects.visible_to(stranger).exists()
        with pytest.raises(NotAllowed):
            advance(call, "call", by=stranger)
    assert CallBack.objects.visible_to(clerk).get() == call


def test_a_call_nobody_answered_keeps_waiting_under_the_same_limit(call, community_area):
    clerk = staff(community_area, "community_clerk")
    due = call.due_at
    advance(call, "no_answer", by=clerk)
    assert (call.status, call.due_at) == ("waiting", due)
    advance(call, "call", by=clerk)
    with pytest.raises(Refused):
        advance(call, "finish", by=clerk)
    advance(call, "finish", by=clerk, note="教会了视频通话")
    assert call.status == "done"


@pytest.mark.parametrize("phone", ["", "12", "abc", "1" * 60])
def test_a_call_needs_a_number_one_can_call(community_area, phone):
    with pytest.raises(ValidationError):
        services.ask_for_call(community_area, name="陈桂芳", phone=phone)
    assert not CallBack.objects.exists()


def test_feedback_goes_to_the_districts_administrator_only(areas):
    row = services.send_feedback(areas["990101"], kind="complaint", text="大厅没人")
    admin = staff(areas["990101"], "district_admin")
    clerk = staff(areas["990101001001"], "community_clerk")
    assert Feedback.objects.visible_to(admin).get() == row
    assert not Feedback.objects.visible_to(clerk).exists()
    with pytest.raises(Refused):
        advance(row, "answer", by=admin)
    advance(row, "answer", by=admin, note="已经加派人手")
    assert row.status == "answered"
    assert not ConsentRecord.objects.exists()  # nothing personal was left
