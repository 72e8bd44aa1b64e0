"""云澜区 and what stands in it. All invented; 990101 is no real code (DOMAIN.md section 12)."""

import datetime as dt
from dataclasses import dataclass

from centres.directory.models import OpeningHours, Room, ServiceCentre, Zone
from centres.directory.room_kinds import RoomKind
from centres.directory.services import add_photo
from core.accounts.models import User
from core.areas.models import Area, Building, Estate
from core.areas.services import add_area, add_building, add_estate, add_grid
from portal.demo.pictures import front

DISTRICT = ("990101", "云澜区")
TREE = {
    "榕江街道": ["榕树头社区", "老埠社区", "金桥社区", "望潮社区"],
    "松岗街道": ["松园社区", "百花社区", "荔湾里社区", "学府社区"],
    "海棠街道": ["棠下社区", "渔歌社区", "东堤社区", "创谷社区"],
}
ESTATES = {
    "榕树头社区": [("水榭阁", Estate.Management.SELF), ("榕景花园", Estate.Management.NONE)],
    "老埠社区": [("老埠新村", Estate.Management.SELF)],
    "金桥社区": [("金桥名苑", Estate.Management.COMPANY)],
    "望潮社区": [("望潮公寓", Estate.Management.COMPANY)],
    "松园社区": [("松园小区", Estate.Management.NONE)],
    "百花社区": [("百花苑", Estate.Management.COMPANY)],
    "荔湾里社区": [("荔湾里东院", Estate.Management.SELF)],
    "学府社区": [("学府小区", Estate.Management.COMPANY)],
    "棠下社区": [("棠下新居", Estate.Management.COMPANY)],
    "渔歌社区": [("渔歌里", Estate.Management.NONE)],
    "东堤社区": [("东堤雅居", Estate.Management.COMPANY)],
    "创谷社区": [("创谷人才公寓", Estate.Management.COMPANY)],
}
ORDINALS = "一二三四五"
EXTRA_CENTRES = [
    ("榕江商圈党群服务中心", ServiceCentre.Level.COMMERCIAL, "金桥社区"),
    ("创谷产业园党群服务中心", ServiceCentre.Level.PARK, "创谷社区"),
    ("海棠市场党群服务中心", ServiceCentre.Level.MARKET, "棠下社区"),
    ("松岗大厦党群服务中心", ServiceCentre.Level.COMMERCIAL, "松园社区"),
    ("渔港码头党群服务站", ServiceCentre.Level.MARKET, "渔歌社区"),
    ("学府小区党群服务站", ServiceCentre.Level.ESTATE, "学府社区"),
]
# name, kind, how to use it, places: a community centre has the first twelve or more
ROOMS = [
    ("便民服务大厅", RoomKind.HALL, "walk_in", 60),
    ("居民议事厅", RoomKind.COUNCIL, "bookable", 30),
    ("调解室", RoomKind.MEDIATION, "bookable", 8),
    ("多功能厅", RoomKind.MULTI, "bookable", 80),
    ("阅览室（红心书吧）", RoomKind.READING, "walk_in", 24),
    ("书画室", RoomKind.CALLIGRAPHY, "bookable", 16),
    ("儿童之家", RoomKind.CHILDREN, "walk_in", 20),
    ("长者日间活动室", RoomKind.ELDERS, "walk_in", 30),
    ("长者助餐点", RoomKind.MEALS, "walk_in", 40),
    ("志愿服务站", RoomKind.VOLUNTEERS, "walk_in", 10),
    ("户外劳动者驿站", RoomKind.OUTDOOR_WORKERS, "walk_in", 12),
    ("书记工作室", RoomKind.SECRETARY, "staff", 6),
    ("舞蹈室", RoomKind.DANCE, "bookable", 25),
    ("棋牌室", RoomKind.CHESS, "walk_in", 20),
    ("心理疏导室", RoomKind.COUNSELLING, "bookable", 4),
    ("电脑室（绿色网吧）", RoomKind.COMPUTER, "walk_in", 12),
    ("健身室", RoomKind.FITNESS, "walk_in", 15),
    ("共享厨房", RoomKind.KITCHEN, "bookable", 12),
    ("母婴室", RoomKind.NURSING, "walk_in", 3),
]
ZONES = {"服务大厅区": range(0, 3), "活动区": range(3, 9), "驿站与办公区": range(9, 19)}


@dataclass
class Places:
    """The tree as made: the district, and communities by name."""

    district: Area
    subdistricts: dict[str, Area]
    communities: dict[str, Area]


def make_places() -> Places:
    """Create the tree, its grids, estates and buildings."""
    district = add_area(code=DISTRICT[0], name=DISTRICT[1], level=Area.Level.DISTRICT, parent=None)
    made = Places(district, {}, {})
    for number, (name, communities) in enumerate(TREE.items(), start=1):
        code = f"{district.code}{number:03d}"
        street = add_area(code=code, name=name, level=Area.Level.SUBDISTRICT, parent=district)
        made.subdistricts[name] = street
        for index, community in enumerate(communities, start=1):
            made.communities[community] = _community(street, f"{code}{index:03d}", community)
    return made


def _community(street: Area, code: str, name: str) -> Area:
    community = add_area(code=code, name=name, level=Area.Level.COMMUNITY, parent=street)
    short = name.removesuffix("社区")
    grids = [
        add_grid(community, name=f"{short}第{ORDINALS[n]}网格")
        for n in range(3 + int(code[-1]) % 3)
    ]
    for estate_name, management in ESTATES[name]:
        estate = add_estate(community, name=estate_name, management=management)
        for n in range(1, 7):
            add_building(estate, name=f"{n} 栋", grid=grids[n % len(grids)], households=13 + 9 * n)
    return community


def make_centres(places: Places) -> None:
    """One district centre, three of subdistricts, twelve of communities, six others."""
    _centre(places.district, "云澜区党群服务中心", ServiceCentre.Level.DISTRICT, 0)
    for n, (name, area) in enumerate(places.subdistricts.items(), start=1):
        _centre(area, f"{name}党群服务中心", ServiceCentre.Level.SUBDISTRICT, n)
    for n, (name, area) in enumerate(places.communities.items(), start=4):
        _centre(area, f"{name}党群服务中心", ServiceCentre.Level.COMMUNITY, n)
    for n, (name, level, where) in enumerate(EXTRA_CENTRES, start=16):
        _centre(places.communities[where], name, level, n)


def add_fronts(by: User) -> None:
    """A picture of the front of every centre."""
    for number, centre in enumerate(ServiceCentre.objects.select_related("area").order_by("pk")):
        add_photo(centre, front(number), shows="正门", by=by)


def _where(area: Area) -> str:
    return DISTRICT[1] if area.name == DISTRICT[1] else f"{DISTRICT[1]}{area.name}"


def _centre(area: Area, name: str, level: str, number: int) -> None:
    centre = ServiceCentre.objects.create(
        area=area,
        name=name,
        level=level,
        address=f"{_where(area)}榕荫路 {number * 6 + 8} 号",
        longitude=round(113.30 + (number % 5) * 0.011 + (number % 3) * 0.002, 5),
        latitude=round(22.50 + (number // 5) * 0.009 + (number % 2) * 0.003, 5),
        phone=f"0799-5550{number:03d}",
        access_notes="正门有坡道，一楼有无障碍卫生间" if number % 2 else "东门坡道，可按铃请人帮忙",
    )
    _hours(centre, level)
    zones = [Zone(centre=centre, name=z, position=n) for n, z in enumerate(ZONES)]
    Zone.objects.bulk_create(zones)
    some = ROOMS[:6] if level == ServiceCentre.Level.ESTATE else ROOMS[: 13 + number % 7]
    Room.objects.bulk_create(
        Room(
            centre=centre,
            zone=next(z for z in zones if n in ZONES[z.name]),
            name=room,
            kind=kind,
            access=access,
            capacity=places,
            position=n,
        )
        for n, (room, kind, access, places) in enumerate(some)
    )


def _hours(centre: ServiceCentre, level: str) -> None:
    """Through lunch on weekdays; evenings in communities; weekend mornings (错时服务)."""
    late = level in (ServiceCentre.Level.COMMUNITY, ServiceCentre.Level.PARK)
    weekday = (dt.time(8, 30), dt.time(20) if late else dt.time(18))
    weekend = (dt.time(8, 30), dt.time(17) if late else dt.time(11, 30))
    OpeningHours.objects.bulk_create(
        OpeningHours(centre=centre, weekday=day, opens=opens, closes=closes)
        for day in range(1, 8)
        for opens, closes in [weekday if day <= 5 else weekend]
    )


def buildings_of(community: Area) -> list[Building]:
    """All buildings of a community's estates."""
    return list(Building.objects.filter(estate__community=community).select_related("estate"))
