"""The admin shows the tree, edits the rest, and warns when the calendar runs out."""

import pytest
from django.urls import reverse

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
