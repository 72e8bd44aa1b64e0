import datetime as dt
import itertools
from decimal import Decimal

import pytest

from core.accounts.abilities import Role
from core.accounts.models import RoleGrant, User
from core.areas.models import Area
from core.workflow.engine import start
from tests.errands.models import Errand

_codes = itertools.count(1)


def area(code: str, level: str, parent: Area | None = None) -> Area:
    """One area with its path and scope columns, as the import would write it."""
    made = Area(code=code, name=code, level=level, parent=parent)
    made.path = f"{parent.path if parent else '/'}{code}/"
    for column in ("district", "subdistrict", "community", "grid"):
        setattr(made, f"{column}_id", getattr(parent, f"{column}_id") if parent else None)
    made.save()
    if level in ("district", "subdistrict", "community", "grid"):
        setattr(made, f"{level}_id", made.pk)
        made.save()
    return made


@pytest.fixture
def district(db):
    return area("990101", Area.Level.DISTRICT)


@pytest.fixture
def street(district):
    return area("990101001", Area.Level.SUBDISTRICT, district)


@pytest.fixture
def community(street):
    return area("990101001001", Area.Level.COMMUNITY, street)


@pytest.fixture
def neighbour(street):
    return area("990101001002", Area.Level.COMMUNITY, street)


@pytest.fixture
def staff():
    """Make a person with a role in an area."""

    def make(role: Role, where: Area) -> User:
        user = User.objects.create(username=f"{role}-{next(_codes)}")
        RoleGrant.objects.create(user=user, role=role, area=where, since=dt.date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def clerk(staff, community):
    return staff(Role.COMMUNITY_CLERK, community)


@pytest.fixture
def secretary(staff, community):
    return staff(Role.COMMUNITY_SECRETARY, community)


@pytest.fixture
def errand(community, clerk):
    """Start an errand."""

    def make(cost: str = "10", colour: str = "red", where: Area = community) -> Errand:
        made = Errand(code=f"E-{next(_codes)}", area=where, cost=Decimal(cost), colour=colour)
        start(made, by=clerk)
        return made

    return make
