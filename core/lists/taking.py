"""Taking in a list from paper or the telephone: all of it, or none of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.lists.columns import BadCell, Column, columns_of, read_cell, titles
from core.lists.kinds import ListKind
from core.lists.sheet import Line, Unreadable, read_sheet


@dataclass(frozen=True)
class RowError:
    """One thing to put right; row 0 is the file as a whole."""

    row: int
    column: str
    message: str


@dataclass
class Imported:
    """What came of a list: errors, or the objects made (unsaved ones after a check)."""

    errors: list[RowError] = field(default_factory=list)
    made: list[Any] = field(default_factory=list)
    rows: int = 0

    @property
    def ok(self) -> bool:
        return not self.errors


def import_list(
    kind: ListKind,
    content: bytes,
    *,
    by: User,
    area: Area | None = None,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Read a CSV or XLSX list; make all it holds, or nothing and say what is wrong by row.

    Rows without a community code belong to `area`. Nothing is written on a dry run. Formula
    cells are refused. `progress` hears how many rows are entered so far.
    """
    report = Imported()
    try:
        header, *lines = read_sheet(content)
    except Unreadable as error:
        report.errors.append(RowError(0, "", str(error)))
        return report
    places = columns_of(header.cells, kind.columns)
    report.errors += _missing(kind, places)
    if report.ok:
        drafts = list(_drafts(kind, lines, places, by, area, report))
        report.rows = len(lines)
        report.made = [draft for draft, _fields in drafts]
        if report.ok and not dry_run:
            report.made = _make_all(kind, [fields for _draft, fields in drafts], progress)
    return report


def _missing(kind: ListKind, places: dict[int, Column]) -> list[RowError]:
    present = set(places.values())
    return [
        RowError(1, str(column.title), _("This column is missing."))
        for column in kind.columns
        if column.required and column not in present
    ]


def _drafts(
    kind: ListKind,
    lines: list[Line],
    places: dict[int, Column],
    by: User,
    area: Area | None,
    report: Imported,
) -> Iterator[tuple[Any, dict[str, Any]]]:
    seen: dict[tuple[str, ...], int] = {}
    names = titles(kind.columns)
    for line in lines:
        fields, errors = _fields(line, places)
        unread = {name for name, _message in errors}
        try:
            where = _area(kind, fields.pop("community", ""), by, area)
            fields = {**kind.given(by, where), **fields, "by": by, "area": where}
            draft = kind.draft(**_stand_ins(unread, places), **fields)
        except ValidationError as error:
            # all that is wrong with a row at once, each cell named once
            for name, found in error.message_dict.items():
                errors += [(name, message) for message in found if name not in unread]
        else:
            errors = errors or _untouched(kind, fields) or _twice(kind, seen, draft, line)
            if not errors:
                yield draft, fields
        report.errors += [RowError(line.number, names.get(n, n), str(m)) for n, m in errors]


def _fields(line: Line, places: dict[int, Column]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    fields: dict[str, Any] = {}
    errors = []
    for position, column in places.items():
        text = line.cells[position] if position < len(line.cells) else ""
        try:
            value = read_cell(column, text)
        except BadCell as error:
            errors.append((column.field, str(error)))
        else:
            if text and value != "":
                fields[column.field] = value
    return fields, errors


def _stand_ins(unread: set[str], places: dict[int, Column]) -> dict[str, Any]:
    """For cells that could not be read and that a draft cannot do without: any choice of the list.

    Nothing is made of such a row; it is only looked through for what else is wrong.
    """
    needed = (c for c in places.values() if c.required and c.choices and c.field in unread)
    return {column.field: column.choices.values[0] for column in needed if column.choices}


def _area(kind: ListKind, code: str, by: User, area: Area | None) -> Area:
    found = Area.objects.filter(code=code).first() if code else area
    if found is None:
        raise ValidationError({"community": _("There is no such area.")})
    if not by.can(kind.ability, found):
        raise ValidationError({"community": _("This community is not yours.")})
    return found


def _untouched(kind: ListKind, fields: dict[str, Any]) -> list[tuple[str, str]]:
    """The row of the empty list that shows how it is meant: it is nobody's."""
    if fields.get(kind.same_field) != str(kind.example()[kind.same_field]):
        return []
    return [(kind.same_field, _("This row is the example: write over it, or take it out."))]


def _twice(
    kind: ListKind, seen: dict[tuple[str, ...], int], draft: Any, line: Line
) -> list[tuple[str, str]]:
    first = seen.setdefault(kind.sameness(draft), line.number)
    if first == line.number:
        return []
    return [(kind.same_field, _("The same as row {row}.").format(row=first))]


@transaction.atomic
def _make_all(
    kind: ListKind, rows: list[dict[str, Any]], progress: Callable[[int], None] | None
) -> list[Any]:
    made = []
    for fields in rows:
        made.append(kind.make(**fields))
        if progress:
            progress(len(made))
    return made
