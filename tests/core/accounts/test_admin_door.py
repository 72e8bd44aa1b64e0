"""The Django admin knows no areas, so it opens to those who operate the whole portal only."""

import pytest

from core.accounts.abilities import Role
from core.accounts.models import RoleGrant, User

pytestmark = pytest.mark.django_db


def status(client, user, path="/admin/"):
    client.force_login(user)
    return client.get(path).status_code


def marked(cast, role=None, **more):
    user = User.objects.create(username="marked", is_staff=True, **more)
    if role:
        RoleGrant.objects.create(user=user, role=role, area=cast.district)
    return user


@pytest.mark.parametrize("role", [None, *(r for r in Role if r != Role.SYSTEM_ADMIN)])
def test_the_mark_alone_opens_nothing_whatever_else_one_is(client, cast, role):
    user = marked(cast, role)
    assert status(client, user) == 302
    assert status(client, user, "/admin/accounts/user/") == 302


def test_a_marked_system_administrator_enters(client, cast):
    assert status(client, marked(cast, Role.SYSTEM_ADMIN)) == 200


def test_a_superuser_enters_and_one_who_left_does_not(client, cast):
    user = marked(cast, is_superuser=True)
    assert status(client, user) == 200
    user.is_active = False
    user.save()
    assert client.get("/admin/").status_code == 302


def test_the_role_without_the_mark_does_not(client, cast):
    user = marked(cast, Role.SYSTEM_ADMIN)
    user.is_staff = False
    user.save()
    assert status(client, user) == 302
