"""Registering volunteers, appointing and releasing housekeepers."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.areas.models import Building, Estate
from tests.factories import wishes as make
from volunteers.housekeepers import queries, services
from volunteers.housekeepers.models import Housekeeper, Volunteer
from volunteers.housekeepers.rules import is_housekeeper_in, is_volunteer


@pytest.fixture
def community(db):
    return make.community()


@pytest.fixture
def clerk(community):
    return make.clerk(community)


@pytest.fixture
def building(community):
    estate = Estate.objects.create(community=community, name="榕景花园")
    return Building.objects.create(estate=estate, name="3 栋")


def test_people_register_themselves_and_again_is_an_update(community):
    person = make.person()
    services.register_volunteer(person, by=person, community=community, interests=["理发", " "])
    again = services.register_volunteer(
        person, by=person, community=community, volunteer_number="V1", interests=["理发", "缝纫"]
    )
    assert Volunteer.objects.get() == again
    assert (again.interests, again.volunteer_number) == (["理发", "缝纫"], "V1")
    assert is_volunteer(person)


def test_nobody_registers_somebody_else_without_the_office(community, clerk):
    person, other = make.person(), make.person()
    with pytest.raises(PermissionDenied):
        services.register_volunteer(person, by=other, community=community)
    assert services.register_volunteer(person, by=clerk, community=community)
    with pytest.raises(ValidationError):
        services.register_volunteer(other, by=other, community=community.district)


def test_a_number_belongs_to_one_volunteer(community):
    first, second = make.person(), make.person()
    services.register_volunteer(first, by=first, community=community, volunteer_number="V1")
    with pytest.raises(ValidationError):
        services.register_volunteer(second, by=second, community=community, volunteer_number="V1")


def test_a_term_begins_and_ends(community, clerk, building):
    user = make.volunteer(community)
    term = services.appoint_housekeeper(
        user.volunteer, by=clerk, community=community, buildings=[building], selected_by="election"
    )
    assert is_housekeeper_in(user, community)
    assert list(queries.buildings_of(user)) == [building]
    assert list(queries.housekeepers_of(clerk, community)) == [term]
    with pytest.raises(ValidationError):
        services.appoint_housekeeper(user.volunteer, by=clerk, community=community)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    with pytest.raises(ValidationError):
        services.end_housekeeper(term, by=clerk, until=yesterday)
    ended = services.end_housekeeper(term, by=user)
    assert services.end_housekeeper(term, by=clerk).until == ended.until


def test_buildings_of_another_community_are_refused(community, clerk, building):
    other = make.community(make.NEIGHBOUR, "老埠社区")
    neighbour = make.clerk(other)
    user = make.volunteer(other)
    with pytest.raises(ValidationError):
        services.appoint_housekeeper(
            user.volunteer, by=neighbour, community=other, buildings=[building]
        )
    with pytest.raises(PermissionDenied):
        services.appoint_housekeeper(user.volunteer, by=clerk, community=other)
    assert not Housekeeper.objects.exists()


def test_leaving_ends_the_terms(community, clerk):
    user = make.housekeeper(community)
    services.leave(user.volunteer, by=user)
    assert not is_volunteer(user)
    assert user.volunteer.terms.get().until == timezone.localdate()
    with pytest.raises(ValidationError):
        services.appoint_housekeeper(user.volunteer, by=clerk, community=community)


def test_the_neighbour_sees_nobody(community, clerk):
    make.housekeeper(community)
    neighbour = make.clerk(make.community(make.NEIGHBOUR, "老埠社区"))
    assert queries.volunteers_of(clerk).count() == 1
    assert not queries.volunteers_of(neighbour).exists()
    assert not queries.housekeepers_of(neighbour).exists()


def test_one_open_term_a_community(community):
    user = make.housekeeper(community)
    with pytest.raises(IntegrityError, match="one_open_term"), transaction.atomic():
        Housekeeper.objects.create(volunteer=user.volunteer, area=community)
