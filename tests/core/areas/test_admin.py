"""The admin shows the tree, edits the rest, and warns when the calendar runs out."""

import pytest
from django.urls import reverse
from django.utils import translation

from core.accounts.models import User
from core.areas.context import calendar_warning
from core.areas.models import CalendarDay
from tests.factories.areas import building, community, grid

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(client):
    user = User.objects.create(username="root", is_staff=True, is_superuser=True)
    client.force_login(user)
    return client


def test_the_tree_is_looked_at_only(root):
    area = community()
    assert root.get(reverse("admin:areas_area_changelist"), {"q": "rst"}).status_code == 200
    change = reverse("admin:areas_area_change", args=[area.pk])
    assert root.get(change).status_code == 200
    assert root.post(change, {"name": "x"}).status_code == 403
    assert root.get(reverse("admin:areas_area_add")).status_code == 403
    assert root.post(reverse("admin:areas_area_delete", args=[area.pk])).status_code == 403


@pytest.mark.parametrize("model", ["estate", "building", "calendarday"])
def test_the_rest_is_edited(root, model):
    building(grid=grid())
    CalendarDay.objects.create(date="2026-10-01", is_working=False)
    assert root.get(reverse(f"admin:areas_{model}_changelist")).status_code == 200
    assert root.get(reverse(f"admin:areas_{model}_add")).status_code == 200


def test_the_calendar_warns(root):
    warned = root.get(reverse("admin:areas_calendarday_changelist"))
    assert "messagelist" in warned.content.decode()


def test_only_staff_are_warned(rf, django_assert_num_queries):
    request = rf.get("/")
    request.user = User(username="resident")
    with django_assert_num_queries(0):
        context = calendar_warning(request)
    assert not context["calendar_gap"]
    request.user.is_staff = True
    assert calendar_warning(request)["calendar_gap"]


@pytest.mark.usefixtures("working_calendar")
def test_festivals_are_called_by_their_names_in_ones_own_language(root):
    day = CalendarDay.objects.get(pk="2026-10-01")
    listed = reverse("admin:areas_calendarday_changelist")
    change = reverse("admin:areas_calendarday_change", args=[day.pk])
    assert "国庆节" in root.get(listed).content.decode()
    assert 'value="国庆节"' in root.get(change).content.decode()
    kept = {"date": "2026-10-01", "is_working": "", "reason": "国庆节"}
    assert root.post(change, kept).status_code == 302
    with translation.override("en"):
        assert CalendarDay.objects.get(pk=day.pk).why == "National Day"
    root.post(change, kept | {"reason": "社区停电"})
    assert CalendarDay.objects.get(pk=day.pk).why == "社区停电"
