"""Taking in a list of wishes from paper or the telephone: all of it, or none of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.lists.columns import BadCell, Column, columns_of, read_cell, titles
from core.lists.sheet import Line, Unreadable, read_sheet
from volunteers.wishes.columns import COLUMNS
from volunteers.wishes.kinds import Channel, SpokenFor
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services.making import drafted, make_wish


@dataclass(frozen=True)
class RowError:
    """One thing to put right; row 0 is the file as a whole."""

    row: int
    column: str
    message: str


@dataclass
class Imported:
    """What came of a list: errors, or the wishes (unsaved ones after a dry run)."""

    errors: list[RowError] = field(default_factory=list)
    wishes: list[MicroWish] = field(default_factory=list)
    rows: int = 0

    @property
    def ok(self) -> bool:
        return not self.errors


def import_wishes(
    content: bytes,
    *,
    by: User,
    area: Area | None = None,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Read a CSV or XLSX list; make all its wishes, or none and say what is wrong with each row.

    Rows without a community code belong to `area`. Everybody listed is spoken for by staff, so
    each row names its basis. Nothing is written on a dry run. Formula cells are refused.
    `progress` hears how many rows are entered so far.
    """
    report = Imported()
    try:
        header, *lines = read_sheet(content)
    except Unreadable as error:
        report.errors.append(RowError(0, "", str(error)))
        return report
    places = columns_of(header.cells, COLUMNS)
    report.errors += _missing(places)
    if report.ok:
        drafts = list(_drafts(lines, places, by, area, report))
        report.rows = len(lines)
        report.wishes = [wish for wish, _fields in drafts]
        if report.ok and not dry_run:
            report.wishes = _make_all([fields for _wish, fields in drafts], progress)
    return report


def _missing(places: dict[int, Column]) -> list[RowError]:
    present = set(places.values())
    return [
        RowError(1, str(column.title), _("This column is missing."))
        for column in COLUMNS
        if column.required and column not in present
    ]


def _drafts(
    lines: list[Line], places: dict[int, Column], by: User, area: Area | None, report: Imported
) -> Iterator[tuple[MicroWish, dict[str, Any]]]:
    seen: dict[tuple[str, ...], int] = {}
    names = titles(COLUMNS)
    for line in lines:
        fields, errors = _fields(line, places)
        if not errors:
            try:
                fields |= {"by": by, "area": _area(fields.pop("community", ""), by, area)}
                fields |= {"spoken_for": SpokenFor.STAFF}
                fields["channel"] = fields.get("channel") or Channel.IMPORT
                wish = drafted(**fields)
                errors = _twice(seen, wish, line)
            except ValidationError as error:
                errors = [(name, m) for name, found in error.message_dict.items() for m in found]
            else:
                if not errors:
                    yield wish, fields
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
            if text or column.field in ("age_band", "channel"):
                fields[column.field] = value
    return {k: v for k, v in fields.items() if v != ""}, errors


def _area(code: str, by: User, area: Area | None) -> Area:
    found = Area.objects.filter(code=code).first() if code else area
    if found is None:
        raise ValidationError({"community": _("There is no such area.")})
    if not by.can("wishes.import", found):
        raise ValidationError({"community": _("This community is not yours.")})
    return found


def _twice(seen: dict[tuple[str, ...], int], wish: MicroWish, line: Line) -> list[tuple[str, str]]:
    key = (wish.title, wish.contact_name, wish.contact_phone)
    first = seen.setdefault(key, line.number)
    if first == line.number:
        return []
    return [("title", _("The same as row {row}.").format(row=first))]


@transaction.atomic
def _make_all(
    rows: list[dict[str, Any]], progress: Callable[[int], None] | None
) -> list[MicroWish]:
    made = []
    for fields in rows:
        made.append(make_wish(**fields))
        if progress:
            progress(len(made))
    return made
