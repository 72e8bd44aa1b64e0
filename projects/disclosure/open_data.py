"""All projects as CSV and JSON. Files are written piece by piece, so that memory stays the same."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from django.db.models import QuerySet

from core.lists.download import csv_lines, harmless
from projects.delivery.contracts import Contract
from projects.delivery.models import MicroProject
from projects.delivery.settlements import Settlement
from projects.disclosure.columns import COLUMNS, Column
from projects.disclosure.queries import support_of
from projects.disclosure.stages import OF_STATE, Stage
from projects.funding.queries import Amounts, of_projects

PIECE = 500  # projects read at a time
FORMS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True)
class Row:
    """One project with what belongs to it in other tables."""

    project: MicroProject
    money: Amounts
    stage: Stage
    people: int
    paper: int
    vendor: str
    final: Decimal | None
    base: str


def _pieces(rows: QuerySet[MicroProject]) -> Iterator[list[MicroProject]]:
    found = rows.select_related("area").order_by("id").iterator(chunk_size=PIECE)
    while piece := list(islice(found, PIECE)):
        yield piece


def _rows(projects: QuerySet[MicroProject], base: str) -> Iterator[Row]:
    for piece in _pieces(projects):
        ids = [one.pk for one in piece]
        money, support = of_projects(ids), support_of(ids)
        vendors = dict(
            Contract.objects.filter(project__in=ids).values_list("project", "vendor__name")
        )
        finals = dict(Settlement.objects.filter(project__in=ids).values_list("project", "final"))
        for one in piece:
            people, paper = support.get(one.pk, (0, 0))
            yield Row(
                one,
                money[one.pk],
                OF_STATE[one.status],
                people,
                paper,
                vendors.get(one.pk, ""),
                finals.get(one.pk),
                base,
            )


def lines_of(projects: QuerySet[MicroProject], base: str) -> Iterator[dict[str, Any]]:
    """What the file says of each project, by column; `base` is the portal's own address."""
    for row in _rows(projects, base):
        yield {column.name: column.read(row) for column in COLUMNS}


def written(
    form: str, name: str, columns: Iterable[Column], lines: Iterable[dict[str, Any]]
) -> Iterator[bytes]:
    """The lines as one of `FORMS`, piece by piece."""
    return _csv(columns, lines) if form == "csv" else _json(name, lines)


def _csv(columns: Iterable[Column], lines: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Header and one line a row, with the mark by which Excel knows the encoding."""
    safe = ([harmless(value) for value in line.values()] for line in lines)
    return csv_lines(chain([[column.name for column in columns]], safe))


def _json(name: str, lines: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """One object with a list; amounts are text, so that no cent is rounded."""
    yield f'{{"{name}": ['.encode()
    mark = b"\n"
    for line in lines:
        yield mark + json.dumps(line, ensure_ascii=False).encode()
        mark = b",\n"
    yield b"\n]}\n"
