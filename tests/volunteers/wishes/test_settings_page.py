"""The marks of an area: set by the district, inherited below, and sensible together."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from volunteers.wishes.marks import WishSettings, marks_for
from volunteers.wishes.services.setting import set_marks

PAGE = reverse("wishes:settings")


@pytest.mark.parametrize("name", ["resident", "community_clerk", "subdistrict_officer", "auditor"])
def test_only_the_district_sets_marks(client, cast, name):
    user = getattr(cast, name)
    client.force_login(user)
    assert client.get(PAGE).status_code == 404
    with pytest.raises(PermissionDenied):
        set_marks(cast.district, by=user, value_cap=1)


def test_set_for_the_district_and_inherited_below(client, cast):
    client.force_login(cast.district_admin)
    answer = client.post(f"{PAGE}?area={cast.district.code}", {"value_cap": "300"})
    assert answer.status_code == 302
    assert marks_for(cast.community).value_cap == 300
    shown = client.get(f"{PAGE}?area={cast.community.code}")
    hint = shown.context["form"].fields["value_cap"].help_text
    assert "300" in hint
    assert cast.district.name in hint


def test_emptied_marks_are_inherited_again(client, cast):
    set_marks(cast.community, by=cast.district_admin, value_cap=100)
    client.force_login(cast.district_admin)
    client.post(f"{PAGE}?area={cast.community.code}", {"value_cap": ""})
    assert not WishSettings.objects.exists()
    assert marks_for(cast.community).value_cap == 500


@pytest.mark.parametrize(
    ("field", "value"),
    [("value_cap", "-1"), ("value_cap", "100001"), ("contact_days", "0"), ("code_prefix", "y1")],
)
def test_bad_marks_are_refused_and_stay_on_the_page(client, cast, field, value):
    client.force_login(cast.district_admin)
    answer = client.post(f"{PAGE}?area={cast.district.code}", {field: value})
    assert answer.status_code == 400
    assert field in answer.context["form"].errors
    assert f'value="{value}"' in answer.content.decode()
    assert not WishSettings.objects.exists()


def test_reminders_come_before_the_end(cast):
    with pytest.raises(ValidationError) as wrong:
        set_marks(cast.community, by=cast.district_admin, contact_days=4)
    assert "contact_reminder_days" in wrong.value.message_dict
    assert not WishSettings.objects.exists()


def test_an_area_of_somebody_else_is_not_found(client, cast):
    client.force_login(cast.district_admin)
    assert client.get(f"{PAGE}?area=11").status_code == 404
