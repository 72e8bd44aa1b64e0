"""Calls and proposals as open data: public words and figures, never who proposed or supports."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.areas.scope import within
from core.lists.asking import Asking
from projects.disclosure.columns import Column, date_of, day_of, yuan
from projects.disclosure.open_data import PIECE
from projects.proposals import queries
from projects.proposals.filters import PublicFilter
from projects.proposals.models import Proposal


@dataclass(frozen=True)
class DataSet:
    """One file: its name, what it is about, its columns, and the rows that a question leaves."""

    name: str
    title: str | Promise
    columns: tuple[Column, ...]
    rows: Callable[[QueryDict], QuerySet[Any]]

    def lines(self, query: QueryDict, base: str) -> Iterator[dict[str, Any]]:
        """What each row says, by column; `base` is the portal's own address."""
        found = self.rows(query).order_by("id").iterator(chunk_size=PIECE)
        for row in found:
            row.base = base
            yield {column.name: column.read(row) for column in self.columns}


def _calls(query: QueryDict) -> QuerySet[Any]:
    """Every published call, or those of one area and of the areas in it."""
    came = Proposal.objects.in_public().filter(call=OuterRef("pk")).order_by().values("call")
    rows = queries.public_calls().annotate(
        came=_number(came.annotate(n=Count("pk"))),
        became=_number(came.annotate(n=Count("project", distinct=True))),
    )
    place = Asking(query).place()
    return rows.filter(within([place])) if place is not None else rows


def _number(counted: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)


def _proposals(query: QueryDict) -> QuerySet[Any]:
    """Every proposal in public, or those the filters of the list leave."""
    rows = queries.public_list(PublicFilter(query).asked())
    return rows.annotate(call_code=F("call__code"))


_URL = Column("url", _("Public page."), lambda row: f"{row.base}{row.get_absolute_url()}")
_AREA_CODE = Column("area_code", _("Division code."), attrgetter("area.code"))
_AREA = Column("area", _("Name of the area."), attrgetter("area.name"))
CALLS = DataSet(
    "calls",
    _("Calls for proposals"),
    (
        Column("code", _("Number of the call."), attrgetter("code")),
        Column("title", _("Title."), attrgetter("title")),
        Column("text", _("What is asked for."), attrgetter("text")),
        _AREA_CODE,
        _AREA,
        Column("phase", _("coming, open or over, told by its days."), attrgetter("phase")),
        Column("opens_on", _("First day."), lambda row: date_of(row.opens_on)),
        Column("closes_on", _("Last day; empty if all year."), lambda r: date_of(r.closes_on)),
        Column("ended_on", _("Day it was ended early."), lambda row: day_of(row.ended_at)),
        Column("kinds", _("Kinds asked for; empty: all."), lambda row: " ".join(sorted(row.kinds))),
        Column(
            "categories",
            _("Categories asked for; empty: all."),
            lambda row: " ".join(sorted(row.categories)),
        ),
        Column("budget", _("Money there is, about, yuan."), lambda row: yuan(row.budget)),
        Column("voting", _("none, advisory or binding vote of residents."), attrgetter("voting")),
        Column("proposals", _("Proposals in public that answer it."), attrgetter("came")),
        Column("projects", _("Projects these became."), attrgetter("became")),
        _URL,
    ),
    _calls,
)
PROPOSALS = DataSet(
    "proposals",
    _("Proposals in public"),
    (
        Column("code", _("Number of the proposal."), attrgetter("code")),
        Column("title", _("Title, in public words."), attrgetter("public_title")),
        Column("text", _("What is missing, in public words."), attrgetter("public_text")),
        _AREA_CODE,
        _AREA,
        Column("kind", _("works, goods or services."), attrgetter("kind")),
        Column("category", _("What it is for, a fixed list."), attrgetter("category")),
        Column(
            "source",
            _("Who brought the idea: a kind of source, never a person."),
            attrgetter("source"),
        ),
        Column("status", _("Exact state."), attrgetter("status")),
        Column("supporters", _("People behind it, each once."), attrgetter("support")),
        Column("public_on", _("Day it came in public."), lambda row: day_of(row.public_since)),
        Column("call", _("Number of the call."), lambda row: row.call_code or ""),
        Column(
            "project",
            _("Number of the project."),
            lambda row: row.project.code if row.project else "",
        ),
        _URL,
    ),
    _proposals,
)
SETS = {one.name: one for one in (CALLS, PROPOSALS)}
