import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.accounts.abilities import Role, declare, declared
from core.accounts.models import RoleGrant, User
from core.accounts.services import NotAllowedError, end_role, grant_role
from tests.factories import areas
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


def test_an_ability_reaches_down_and_not_sideways(cast):
    ability = "accounts.view_people"
    admin, grid = cast.district_admin, areas.grid(of=cast.community)
    assert admin.can(ability, cast.community)
    assert admin.can(ability, grid)
    assert not admin.can(ability, cast.district.parent)
    assert not cast.community_clerk.can(ability, cast.community)
    assert not cast.resident.can_somewhere(ability)


def test_a_community_whose_code_begins_alike_is_another(cast):
    ability = "accounts.view_people"
    longer = areas.community("尾号社区", code=cast.community.code + "9", of=cast.subdistrict)
    secretary = person(role=Role.COMMUNITY_SECRETARY, area=cast.community)
    assert secretary.can(ability, cast.community)
    assert not secretary.can(ability, longer)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [(0, None, True), (0, 0, True), (-9, -1, False), (1, None, False), (-9, 0, True)],
)
def test_a_role_holds_from_its_first_to_its_last_day(cast, since, until, holds):
    user = person()
    RoleGrant.objects.create(
        user=user,
        role=Role.COMMUNITY_CLERK,
        area=cast.community,
        since=TODAY() + since * DAY,
        until=None if until is None else TODAY() + until * DAY,
    )
    assert user.holds_role is holds


def test_a_closed_account_holds_nothing(cast):
    clerk = cast.community_clerk
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert not User.objects.get(pk=clerk.pk).holds_role


def test_administrators_grant_in_their_area_only(cast):
    by = cast.district_admin
    grant = grant_role(cast.resident, Role.GRID_WORKER, cast.community, by=by)
    assert (grant.granted_by, grant.since) == (by, TODAY())
    assert cast.resident.holds_role
    with pytest.raises(NotAllowedError):
        grant_role(cast.stranger, Role.GRID_WORKER, cast.district.parent, by=by)
    with pytest.raises(NotAllowedError):
        grant_role(cast.stranger, Role.GRID_WORKER, cast.community, by=cast.community_clerk)


def test_nobody_changes_their_own_roles(cast):
    admin = cast.district_admin
    with pytest.raises(NotAllowedError):
        grant_role(admin, Role.COMMUNITY_CLERK, cast.community, by=admin)
    with pytest.raises(NotAllowedError):
        end_role(admin.grants.get(), by=admin)
    assert admin.grants.count() == 1


def test_the_same_role_twice_at_once_is_refused_by_form_and_database(cast):
    clerk = cast.community_clerk
    with pytest.raises(ValidationError):
        grant_role(clerk, Role.COMMUNITY_CLERK, cast.community, by=None)
    again = RoleGrant(user=clerk, role=Role.COMMUNITY_CLERK, area=cast.community)
    with pytest.raises(IntegrityError, match="grant_once_at_a_time"), transaction.atomic():
        again.save()
    end_role(clerk.grants.get(), by=None, on=TODAY())
    grant_role(clerk, Role.COMMUNITY_CLERK, cast.community, by=None, since=TODAY() + DAY)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Role.AUDITOR, Role.DISTRICT_FINANCE),
        (Role.COMMUNITY_CLERK, Role.AUDITOR),
        (Role.SYSTEM_ADMIN, Role.AUDITOR),
        (Role.SYSTEM_ADMIN, Role.DISTRICT_ADMIN),
    ],
)
def test_auditing_administering_and_business_are_for_different_people(cast, first, second):
    user = person(role=first, area=cast.district)
    with pytest.raises(ValidationError):
        grant_role(user, second, cast.district, by=None)
    clash = RoleGrant(user=user, role=second, area=cast.community)
    with pytest.raises(IntegrityError, match="auditors_hold_no_other_role"), transaction.atomic():
        clash.save()


def test_business_roles_go_together(cast):
    user = person(role=Role.COMMUNITY_CLERK, area=cast.community)
    grant_role(user, Role.GRID_WORKER, areas.grid(of=cast.community), by=None)
    assert len(user.grants_today()) == 2


def test_an_ended_role_stays_in_the_record(cast):
    grant = cast.community_clerk.grants.get()
    RoleGrant.objects.filter(pk=grant.pk).update(since=TODAY() - 9 * DAY)
    grant.refresh_from_db()
    end_role(grant, by=cast.district_admin)
    assert not User.objects.get(pk=cast.community_clerk.pk).holds_role
    assert RoleGrant.objects.get(pk=grant.pk).until == TODAY() - DAY


def test_a_role_that_never_began_leaves_no_trace(cast):
    grant = cast.community_clerk.grants.get()
    end_role(grant, by=cast.district_admin)
    assert not RoleGrant.objects.filter(pk=grant.pk).exists()


def test_abilities_are_declared_once():
    table = {"accounts.view_people": [Role.COMMUNITY_CLERK]}
    with pytest.raises(ValueError, match="declared twice"):
        declare(table)
    assert Role.COMMUNITY_CLERK not in declared()["accounts.view_people"]


def test_the_command_makes_the_first_administrator(cast, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda prompt: "Rongshu-2026")
    said = StringIO()
    args = ["first", Role.DISTRICT_ADMIN, cast.district.code]
    with pytest.raises(CommandError, match="--create"):
        call_command("grant_role", *args)
    call_command("grant_role", *args, "--create", "--admin", stdout=said)
    user = User.objects.get(username="first")
    assert user.can("accounts.grant_role", cast.community)
    assert user.is_staff
    assert user.check_password("Rongshu-2026")
    with pytest.raises(CommandError):
        call_command("grant_role", *args)
    with pytest.raises(CommandError, match="No area"):
        call_command("grant_role", "first", Role.DISTRICT_ADMIN, "000000")
