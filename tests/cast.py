"""The cast: one person of each kind over a small tree of areas, for tests of any room.

def test_something(cast):
    assert cast.community_clerk.can("wishes.verify", cast.community)
"""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser

from core.accounts.abilities import Role
from core.accounts.models import User
from core.areas.models import Area
from tests.factories import areas
from tests.factories.accounts import mobile, persons
from volunteers.housekeepers.models import Housekeeper, Volunteer


@dataclass(frozen=True)
class Cast:
    """All live in 云澜区; the neighbour's is another community of the same subdistrict."""

    district: Area
    subdistrict: Area
    community: Area
    neighbour_community: Area
    community_clerk: User
    secretary: User
    supervisor: User  # of the community's supervision committee: reads, and may object
    neighbour_clerk: User
    subdistrict_officer: User
    street_leader: User
    district_admin: User
    finance_officer: User
    auditor: User
    system_admin: User
    housekeeper: User
    volunteer: User
    resident: User
    stranger: User  # has an account, and no business here
    visitor: AnonymousUser

    def staff(self) -> dict[str, User]:
        """Everyone with a role, by name."""
        return {name: who for name, who in self.users().items() if who.holds_role}

    def users(self) -> dict[str, User]:
        """Everyone with an account, by name."""
        return {name: who for name, who in vars(self).items() if isinstance(who, User)}


def make_cast() -> Cast:
    community = areas.community()
    neighbour = areas.community("老埠社区", of=community.parent)
    subdistrict = community.parent
    district = subdistrict.parent
    here, street, above = {"area": community}, {"area": subdistrict}, {"area": district}
    people = persons(
        volunteer={"name": "陈向前", "phone": mobile(), "community": community},
        housekeeper={"name": "林桂英", "phone": mobile(), "community": community},
        community_clerk={"name": "何文静", "role": Role.COMMUNITY_CLERK, **here},
        secretary={"name": "许建国", "role": Role.COMMUNITY_SECRETARY, **here},
        supervisor={"name": "谢玉梅", "role": Role.SUPERVISION_COMMITTEE, **here},
        neighbour_clerk={"name": "苏敏", "role": Role.COMMUNITY_CLERK, "area": neighbour},
        subdistrict_officer={"name": "郑海波", "role": Role.STREET_CLERK, **street},
        street_leader={"name": "邓春生", "role": Role.STREET_LEADER, **street},
        district_admin={"name": "欧阳清", "role": Role.DISTRICT_ADMIN, **above},
        finance_officer={"name": "罗素珍", "role": Role.DISTRICT_FINANCE, **above},
        auditor={"name": "方正", "role": Role.AUDITOR, **above},
        system_admin={"name": "余一凡", "role": Role.SYSTEM_ADMIN, **above},
        resident={"name": "张桂芳", "phone": mobile(), "community": community},
        stranger={"name": "Alex Wong", "phone": mobile()},
    )
    Volunteer.objects.create(user=people["volunteer"], area=community)
    registered = Volunteer.objects.create(user=people["housekeeper"], area=community)
    Housekeeper.objects.create(volunteer=registered, area=community)
    return Cast(
        district=district,
        subdistrict=subdistrict,
        community=community,
        neighbour_community=neighbour,
        visitor=AnonymousUser(),
        **people,
    )


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()
