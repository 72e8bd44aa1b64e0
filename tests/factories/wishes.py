"""Areas, people and wishes at any stage, for tests of any room."""

import datetime as dt
from typing import Any

from core.accounts.abilities import Role
from core.accounts.models import RoleGrant, User
from core.areas.models import Area
from tests.factories.accounts import person
from volunteers.housekeepers.models import Housekeeper, Volunteer
from volunteers.wishes import services
from volunteers.wishes.kinds import WishKind
from volunteers.wishes.models import MicroWish

DISTRICT, STREET = "990101", "990101001"
COMMUNITY, NEIGHBOUR = "990101001001", "990101001002"


def area(code: str, name: str, level: str, parent: Area | None = None) -> Area:
    """One area as the import writes it, with path and scope columns; twice is once."""
    known = Area.objects.filter(code=code).first()
    if known:
        return known
    made = Area(code=code, name=name, level=level, parent=parent)
    made.path = f"{parent.path if parent else '/'}{code}/"
    for column in ("district", "subdistrict", "community", "grid"):
        setattr(made, f"{column}_id", getattr(parent, f"{column}_id") if parent else None)
    made.save()
    if level in ("district", "subdistrict", "community", "grid"):
        setattr(made, f"{level}_id", made.pk)
        made.save()
    return made


def community(code: str = COMMUNITY, name: str = "榕树头社区") -> Area:
    """A community of the invented 云澜区, with what is above it."""
    district = area(DISTRICT, "云澜区", Area.Level.DISTRICT)
    street = area(STREET, "榕江街道", Area.Level.SUBDISTRICT, district)
    return area(code, name, Area.Level.COMMUNITY, street)


def official(role: Role, where: Area, name: str = "") -> User:
    """Somebody with a role in an area."""
    user = person(name)
    RoleGrant.objects.create(user=user, role=role, area=where, since=dt.date(2020, 1, 1))
    return user


def clerk(where: Area) -> User:
    return official(Role.COMMUNITY_CLERK, where)


def volunteer(where: Area, name: str = "") -> User:
    """Somebody registered as a volunteer."""
    user = person(name)
    Volunteer.objects.create(user=user, area=where)
    return user


def housekeeper(where: Area) -> User:
    """A volunteer serving as housekeeper since 2020."""
    user = volunteer(where)
    Housekeeper.objects.create(volunteer=user.volunteer, area=where, since=dt.date(2020, 1, 1))
    return user


WORDS = {
    "title": "一台听戏收音机",
    "story": "想听粤剧，旧的坏了。",
    "kind": WishKind.GOODS,
    "estimated_value": 150,
    "contact_name": "陈桂芳",
    "contact_phone": "13800005678",
    "contact_address": "榕树头社区榕景花园3栋502",
    "age_band": "70_up",
}
PUBLIC = {"public_title": "一台收音机", "public_text": "一位长者想在家听戏。"}


def wish(where: Area | None = None, *, by: User | None = None, **fields: Any) -> MicroWish:
    """A wish just submitted, without account unless `by` is given."""
    return services.make_wish(by=by, area=where or community(), **{**WORDS, **fields})


def verifying(staff: User, where: Area | None = None, **fields: Any) -> MicroWish:
    made = wish(where, **fields)
    services.take_up(made, by=staff)
    return made


def published(staff: User, where: Area | None = None, **fields: Any) -> MicroWish:
    made = verifying(staff, where, **fields)
    services.publish(made, by=staff, **PUBLIC)
    return made


def claimed(staff: User, helper: User, **fields: Any) -> MicroWish:
    made = published(staff, **fields)
    services.claim(made, by=helper)
    return made


def contacted(staff: User, helper: User, **fields: Any) -> MicroWish:
    made = claimed(staff, helper, **fields)
    services.report_contact(made, by=helper)
    return made


def fulfilled(staff: User, helper: User, **fields: Any) -> MicroWish:
    made = contacted(staff, helper, **fields)
    services.fulfil(made, by=helper)
    return made


def closed(staff: User, helper: User, **fields: Any) -> MicroWish:
    made = fulfilled(staff, helper, **fields)
    services.confirm(made, by=staff)
    return made
