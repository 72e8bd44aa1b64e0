"""Proposals and projects that sound like this one, so that nothing is asked or paid for twice.

Characters and their pairs are compared, because Chinese has no words to split (DOMAIN 1.5). Pairs
find candidates through the index; what is left of both texts without places' names decides.
"""

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, IntegerField, QuerySet, TextField, Value

from core.areas.models import Area, Estate
from core.areas.scope import within
from projects.delivery.models import MicroProject
from projects.proposals.models import Proposal
from projects.proposals.nearby import around, near
from projects.proposals.states import ENDED

LEAST = 0.2  # of what the shorter text has to say
SPLIT_LIKE = 0.6
CANDIDATES = 40
LONGEST = 300  # characters of a text that are looked at
# what people say around the matter itself
FILLER = frozenset(
    {"希望", "建议", "能够", "可以", "我们", "小区", "社区", "这里", "那里", "一个", "一些"}
    | {"没有", "比较", "大家", "居民", "需要", "增加", "增设", "安装", "解决", "问题", "进行"}
    | {"改造", "维修", "修复", "更换", "设置", "提升", "完善", "项目"}
)


@dataclass(frozen=True)
class Alike:
    """One row that sounds alike, and how much: 0 … 1."""

    row: Any
    score: float


class _Common(Func):
    """How many of the given pairs a row has."""

    template = (
        "(SELECT count(*) FROM unnest(%(expressions)s) AS wanted(gram)"
        " WHERE wanted.gram = ANY(%(column)s))"
    )
    output_field = IntegerField()


def plain(text: str, places: Iterable[str] = ()) -> str:
    """One spelling, without punctuation, fillers and names of places; gaps stay as spaces."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    for word in (*sorted(places, key=len, reverse=True), *FILLER):
        text = text.replace(word, " ")
    return "".join(c if c.isalnum() else " " for c in text)


def pairs(text: str) -> set[str]:
    """Two characters that stand together, as the index keeps them."""
    return {a + b for a, b in itertools.pairwise(text) if " " not in (a, b)}


def score(one: str, other: str) -> float:
    """How much of the shorter text the other one says as well, pairs counting twice."""
    own, its = pairs(one), pairs(other)
    chars, their = set(one) - {" "}, set(other) - {" "}
    least = 2 * min(len(own), len(its)) + min(len(chars), len(their))
    if not own & its or not least:
        return 0.0
    return (2 * len(own & its) + len(chars & their)) / least


def candidates(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those of the rows with pairs of these words, most in common first."""
    wanted = Value(sorted(pairs(words)), output_field=ArrayField(TextField()))
    column = f'"{rows.model._meta.db_table}"."bigrams"'
    common = _Common(wanted, column=column)
    return rows.filter(bigrams__overlap=wanted).annotate(common=common).order_by("-common", "-id")


def ranked(
    rows: QuerySet[Any], text: str, fields: Sequence[str], places: Sequence[str], most: int
) -> list[Alike]:
    """The rows that sound alike, the most alike first. Two texts of one word each never do."""
    words = plain(text, places)
    if not pairs(words):
        return []
    found = [
        Alike(row, max(score(words, plain(getattr(row, field), places)) for field in fields))
        for row in candidates(rows, words)[:CANDIDATES]
    ]
    return sorted((a for a in found if a.score >= LEAST), key=lambda a: -a.score)[:most]


def places_of(area: Area) -> list[str]:
    """Names that say where, not what: the community's and its estates'."""
    community = area.community_id or area.pk
    names = list(Estate.objects.filter(community=community).values_list("name", flat=True))
    return [area.name, area.name.removesuffix("社区"), *names]


def similar_in_public(
    text: str, *, area: Area, point: tuple[float, float] | None = None, most: int = 3
) -> list[Alike]:
    """What one may support instead: of the same community or within a kilometre, in its public
    words, and still open."""
    rows = (
        Proposal.objects.in_public()
        .filter(around(area.community or area, point))
        .with_support()
        .select_related("area")
    )
    return ranked(rows, text, ("public_title", "public_text"), places_of(area), most)


def similar_to(proposal: Proposal, *, most: int = 6) -> list[Alike]:
    """For the screener: other proposals of the subdistrict, in their own short words too."""
    around = proposal.subdistrict or proposal.district or proposal.area
    where = within([around])
    if proposal.longitude is not None and proposal.latitude is not None:
        where |= near(proposal.longitude, proposal.latitude)
    rows = Proposal.objects.filter(where).exclude(pk=proposal.pk).exclude(status__in=ENDED)
    rows = rows.with_support().select_related("area", "project")
    fields = ("title", "public_title")
    text = f"{proposal.title} {proposal.public_title}"
    return ranked(rows, text, fields, places_of(proposal.area), most)


def funded_before(proposal: Proposal, *, text: str = "", most: int = 8) -> list[Alike]:
    """Projects of the whole district that sound alike, of every year and programme (DOMAIN 1.5)."""
    around = proposal.district or proposal.area
    rows = MicroProject.objects.filter(within([around])).select_related("area")
    if proposal.project_id:
        rows = rows.exclude(pk=proposal.project_id)
    words = text or f"{proposal.title} {proposal.public_title} {proposal.text}"
    return ranked(rows, words, ("title", "summary"), places_of(proposal.area), most)
