"""Cuts the text into META, PROJECTS and VOTES: rows of named cells with their line numbers."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop

from projects.councils.tally.pabulib.errors import Faults, PabulibError

SECTIONS = ("META", "PROJECTS", "VOTES")
COMMENT = "#"


@dataclass(slots=True)
class Row:
    """Cells by column; a cell that says `none` counts as empty, as Pabulib uses it."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        value = self.cells.get(column, "")
        return "" if value.lower() == "none" else value


@dataclass(slots=True)
class Section:
    name: str
    line: int
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def need(self, *columns: str) -> None:
        for column in columns:
            if column not in self.columns:
                raise PabulibError(
                    gettext_noop("{section} has no column {column}"),
                    self.line + 1,
                    section=self.name,
                    column=repr(column),
                )


def sections(text: str, faults: Faults) -> dict[str, Section]:
    """All three sections, each found exactly once. Empty lines and lines with # are left out.

    Rows with more cells than columns are left out and noted in `faults`.
    """
    found: dict[str, Section] = {}
    current: Section | None = None
    for line, cells in _lines(text):
        title = _title(cells)
        if title:
            if title in found:
                raise PabulibError(gettext_noop("a second section {title}"), line, title=title)
            current = found[title] = Section(title, line)
        elif current is None:
            raise PabulibError(
                gettext_noop("expected META, found {found}"), line, found=repr(cells[0][:40])
            )
        elif not current.columns:
            current.columns = _columns(cells, line)
        elif row := faults.take(_row, current.columns, cells, line, instead=None):
            current.rows.append(row)
    for name in SECTIONS:
        if name not in found:
            raise PabulibError(gettext_noop("there is no section {name}"), name=name)
    return found


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=";", strict=True)
    start = 1
    try:
        for raw in reader:
            cells = [cell.strip() for cell in raw]
            if any(cells) and not cells[0].startswith(COMMENT):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise PabulibError(
            gettext_noop("cannot be split into cells ({error})"), start, error=error
        ) from error


def _title(cells: list[str]) -> str:
    title = cells[0].upper()
    return title if title in SECTIONS and not any(cells[1:]) else ""


def _columns(cells: list[str], line: int) -> list[str]:
    columns = [cell.lower() for cell in cells]
    named = [column for column in columns if column]
    if len(set(named)) < len(named):
        raise PabulibError(gettext_noop("a column is named twice"), line)
    return columns


def _row(columns: list[str], cells: list[str], line: int) -> Row:
    if any(cells[len(columns) :]):
        raise PabulibError(
            gettext_noop("{cells} cells under {columns} columns"),
            line,
            cells=len(cells),
            columns=len(columns),
        )
    return Row(line, dict(zip(columns, cells, strict=False)))
