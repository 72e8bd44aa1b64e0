"""The people of the demo. Names and numbers are plainly invented."""

import datetime as dt
import random
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from core.accounts.abilities import Role
from core.accounts.backends import DEMO_PASSWORD
from core.accounts.models import RoleGrant, User
from core.areas.models import Area
from portal.demo.places import Places, buildings_of
from volunteers.housekeepers.models import Housekeeper, Volunteer

HOME = "榕树头社区"
NEIGHBOUR = "老埠社区"
FAMILY = "林陈何黄吴李张梁周欧阳郑谢罗许邓曾彭苏"
GIVEN = "志和桂芳秀兰家明晓彤国强美珍永康静仪敏文海燕春生玉梅建华丽萍伟东小云"
NAMED = [
    "林志和", "陈桂芳", "何秀兰", "黄家明", "吴晓彤", "李国强", "张美珍", "梁永康",
    "欧阳静", "周敏仪", "阿依古丽·买买提", "王约翰",
]  # fmt: skip
SKILLS = ["水电维修", "陪伴聊天", "手机教学", "理发", "课业辅导", "摄影", "陪诊", "缝纫", "园艺"]
# user name, name, role, area ("" is the district)
STAFF = [
    ("district", "梁永康", Role.DISTRICT_ADMIN, ""),
    ("finance", "周敏仪", Role.DISTRICT_FINANCE, ""),
    ("auditor", "李国强", Role.AUDITOR, ""),
    ("subdistrict", "张美珍", Role.STREET_CLERK, "榕江街道"),
    ("community", "黄家明", Role.COMMUNITY_CLERK, HOME),
    ("neighbour", "吴晓彤", Role.COMMUNITY_CLERK, NEIGHBOUR),
    ("secretary", "林志远", Role.COMMUNITY_SECRETARY, HOME),
    ("leader", "欧阳静", Role.STREET_LEADER, "榕江街道"),
]


@dataclass
class People:
    """Who is there: demo accounts by name, clerks and volunteers by community."""

    accounts: dict[str, User] = field(default_factory=dict)
    clerks: dict[str, User] = field(default_factory=dict)
    volunteers: dict[str, list[User]] = field(default_factory=dict)


def phone(number: int) -> str:
    """An invented mobile number."""
    return f"199{number:08d}"


def name(dice: random.Random) -> str:
    """A name: mostly made up, now and then one of the cast's harder ones."""
    if dice.random() < 0.05:
        return dice.choice(NAMED)
    family = dice.choice(["欧阳", *FAMILY.replace("欧阳", "")])
    return family + "".join(dice.sample(GIVEN, dice.choice([1, 2, 2])))


def make_people(places: Places, dice: random.Random) -> People:
    """Accounts of the demo, one clerk and six volunteers in every community."""
    made = People()
    secret = make_password(DEMO_PASSWORD)
    areas: dict[str, Area] = {"": places.district, **places.subdistricts, **places.communities}
    for number, (username, full_name, role, where) in enumerate(STAFF):
        user = _user(username, full_name, secret, phone(number), areas[where])
        _grant(user, role, areas[where])
        made.accounts[username] = user
    made.clerks = {HOME: made.accounts["community"], NEIGHBOUR: made.accounts["neighbour"]}
    for number, (where, area) in enumerate(places.communities.items(), start=100):
        if where not in made.clerks:
            clerk = _user(f"clerk-{area.pinyin}", name(dice), secret, phone(number), area)
            _grant(clerk, Role.COMMUNITY_CLERK, area)
            made.clerks[where] = clerk
        made.volunteers[where] = [
            _volunteer(f"v-{area.pinyin}-{n}", name(dice), secret, number * 100 + n, area, dice)
            for n in range(6)
        ]
    _residents(made, areas[HOME], secret, dice)
    return made


def _residents(made: People, home: Area, secret: str, dice: random.Random) -> None:
    made.accounts["resident"] = _user("resident", "陈桂芳", secret, phone(50), home)
    for number, username, full_name in ((51, "volunteer", "林志和"), (52, "housekeeper", "何秀兰")):
        user = _volunteer(username, full_name, secret, number, home, dice)
        made.accounts[username] = user
        made.volunteers[HOME].insert(0, user)
    term = Housekeeper.objects.create(
        volunteer=made.accounts["housekeeper"].volunteer,
        area=home,
        since=timezone.localdate() - dt.timedelta(days=400),
        selected_by=Housekeeper.SelectedBy.RESIDENTS,
    )
    term.buildings.set(buildings_of(home)[:3])


def make_officer(username: str, full_name: str, role: Role, area: Area, number: str) -> User:
    """One more person with a role, who signs in with the password of all."""
    user = _user(username, full_name, make_password(DEMO_PASSWORD), number, area)
    _grant(user, role, area)
    return user


def _user(username: str, full_name: str, secret: str, number: str, area: Area) -> User:
    community = area if area.level == Area.Level.COMMUNITY else None
    return User.objects.create(
        username=username,
        name=full_name,
        phone=number,
        phone_verified=True,
        password=secret,
        community=community,
    )


def _grant(user: User, role: Role, area: Area) -> None:
    since = timezone.localdate() - dt.timedelta(days=800)
    RoleGrant.objects.create(user=user, role=role, area=area, since=since)


def _volunteer(
    username: str, full_name: str, secret: str, number: int, area: Area, dice: random.Random
) -> User:
    user = _user(username, full_name, secret, phone(number), area)
    Volunteer.objects.create(
        user=user,
        area=area,
        volunteer_number=f"990101{number:08d}",
        interests=dice.sample(SKILLS, 2),
        registered_on=timezone.localdate() - dt.timedelta(days=dice.randint(380, 800)),
    )
    return user
