"""The demo's calls and what residents answered: some just in, some supported, some decided."""

import datetime as dt
import random
from typing import Any

from django.utils import timezone

from core.accounts.models import User
from core.workflow.engine import advance
from portal.demo.clock import storytelling
from portal.demo.councils import days_ago
from portal.demo.people import HOME, NEIGHBOUR, People, name
from portal.demo.places import Places
from projects.proposals import services
from projects.proposals.kinds import Exclusion
from projects.proposals.models import Proposal

CALL = """请说说您身边最想改善的一件小事：破了的台阶、太暗的小路、想上的课。
一句话就可以，不会写的，打电话或来中心说，我们帮您记。"""
# community, days ago, own words, place, title and text for everybody, supporters, what became of it
TOLD: list[tuple[str, int, str, str, str, str, int, str]] = [
    (
        HOME,
        18,
        "榕景花园3号门的台阶破了，下雨天老人容易滑倒，上个月摔了一个。",
        "3号门口",
        "3号门破损台阶与扶手修复",
        "台阶破损，雨天湿滑，出入的多是长者，建议修复并加装扶手。",
        23,
        "public",
    ),
    (
        HOME,
        15,
        "后面那条路晚上太黑了，孩子下晚自习不敢走。",
        "榕江二路后巷",
        "后巷加装路灯",
        "后巷夜间照明不足，晚自习的孩子和晚归的居民都要走。",
        17,
        "public",
    ),
    (
        HOME,
        30,
        "想学用手机挂号、视频，孩子没空教，社区能不能办个班？",
        "",
        "长者智能手机课堂",
        "为长者开办手机课堂：挂号、视频通话、防骗。",
        31,
        "services care 28800",
    ),
    (
        HOME,
        26,
        "小孩放学没人接，有没有地方写作业？",
        "居民议事厅旁空房",
        "四点半课堂",
        "放学后到家长下班前，孩子有地方写作业、看书。",
        19,
        "services culture 96000",
    ),
    (HOME, 12, "我家阳台漏水，能不能给修一下？", "", "", "", 0, "private property"),
    (HOME, 9, "楼下的井盖松了，车一过就响。", "2栋门前", "", "", 0, "refer case"),
    (HOME, 6, "门口台阶坏了好久了没人修。", "东门", "", "", 0, "merge"),
    (HOME, 4, "想有个地方修旧伞旧锅，以前有师傅，现在找不到。", "", "", "", 0, "ask"),
    (HOME, 2, "健身器材坏了三个，小孩容易夹手。", "小公园", "", "", 0, "take_up"),
    (HOME, 1, "希望给电动车多装几个充电的位置。", "5栋旁", "", "", 0, ""),
    (
        NEIGHBOUR,
        10,
        "下大雨就淹，雨水口太小了。",
        "老埠新村入口",
        "老埠新村雨水口改造",
        "暴雨时入口积水过膝，建议加大雨水口。",
        12,
        "public",
    ),
    (NEIGHBOUR, 3, "晾衣架锈断了两根。", "4栋天台", "", "", 0, "take_up"),
]


def make_proposals(places: Places, cast: People, dice: random.Random) -> None:
    """A call of the district, one of the community all year, and a dozen proposals."""
    with days_ago(33):
        day = timezone.localdate()
        services.make_call(
            by=cast.accounts["district"],
            area=places.district,
            publish=True,
            title=f"{day.year + 1} 年民生微实事征集",
            text=CALL,
            closes_on=day + dt.timedelta(days=90),
            budget=2_000_000,
            voting="advisory",
        )
        services.make_call(
            by=cast.accounts["community"],
            area=places.communities[HOME],
            publish=True,
            title="随时说：身边的小修小补",
            text="一万元以内的小修小补，全年都可以提。",
            kinds=["works", "goods"],
        )
    crowd = [v for people in cast.volunteers.values() for v in people]
    made: list[Proposal] = []
    with storytelling():
        for number, told in enumerate(TOLD):
            made.append(_tell(told, number, places, cast, crowd, made, dice))


def _tell(
    told: tuple[str, int, str, str, str, str, int, str],
    number: int,
    places: Places,
    cast: People,
    crowd: list[User],
    made: list[Proposal],
    dice: random.Random,
) -> Proposal:
    where, ago, text, place, title, words, supporters, became = told
    area, clerk = places.communities[where], cast.clerks[where]
    with days_ago(ago):
        own = cast.accounts["resident"] if number in (0, 7) else None
        contact = {"contact_name": name(dice), "contact_phone": f"198{number:08d}"}
        proposal = services.make_proposal(
            by=own, area=area, text=text, place=place, **({} if own else contact)
        )
    if became:
        with days_ago(max(ago - 2, 0)):
            _decide(proposal, clerk, title, words, dice.sample(crowd, supporters), became, made)
    return proposal


def _decide(
    proposal: Proposal,
    clerk: User,
    title: str,
    words: str,
    people: list[User],
    became: str,
    made: list[Proposal],
) -> None:
    advance(proposal, "take_up", by=clerk)
    if title:
        services.write_public_words(proposal, by=clerk, title=title, text=words)
        for person in people:
            services.support(proposal, by=person)
        services.write_down(proposal, by=clerk, name="何秀兰", door="2栋301")
    step, *more = became.split()
    steps: dict[str, tuple[str, dict[str, Any]]] = {
        "private": ("decline", {"exclusion": "private", "next_door": more[0] if more else ""}),
        "refer": ("refer", {"next_door": more[0] if more else ""}),
        "merge": ("merge", {"into": made[0].code if made else ""}),
        "ask": ("send_back", {}),
        "services": ("shortlist", _screened(step, more)),
    }
    if step in steps:
        verb, given = steps[step]
        advance(proposal, verb, by=clerk, note=NOTES.get(step, ""), **given)


def _screened(kind: str, more: list[str]) -> dict[str, Any]:
    category, budget = more if len(more) == 2 else ("care", "1")
    return {
        "cleared": list(Exclusion.values),
        "kind": kind,
        "category": category,
        "budget": budget,
        "funded_elsewhere": "no",
    }


NOTES = {
    "private": "阳台在您家里，属于自家维修；物业可以帮忙联系师傅。",
    "refer": "井盖要马上修，我们按诉求转给市政，不用等微实事。",
    "ask": "您希望多久一次？愿意来的师傅有几位？",
}
