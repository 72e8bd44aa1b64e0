"""Taking in a list of proposals from paper forms: all of it, or none of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.lists.columns import BadCell, Column, columns_of, read_cell, titles
from core.lists.sheet import Line, Unreadable, read_sheet
from projects.proposals.columns import COLUMNS
from projects.proposals.imported import ImportedList
from projects.proposals.kinds import Channel
from projects.proposals.models import Proposal
from projects.proposals.queries import call_for
from projects.proposals.services.making import drafted, make_proposal


@dataclass(frozen=True)
class RowError:
    """One thing to put right; row 0 is the file as a whole."""

    row: int
    column: str
    message: str


@dataclass
class Imported:
    """What came of a list: errors, or the proposals (unsaved ones after a check)."""

    errors: list[RowError] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    fields: list[dict[str, Any]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.errors


def check_list(content: bytes, *, by: User, area: Area | None = None) -> Imported:
    """Read a CSV or XLSX list and say what is wrong with each row; nothing is written.

    Rows without a community code belong to `area`. Formula cells are refused.
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
        for proposal, fields in _drafts(lines, places, by, area, report):
            report.proposals.append(proposal)
            report.fields.append(fields)
    return report


def import_proposals(content: bytes, *, by: User, area: Area, key: str) -> Imported:
    """Make all proposals of a list, or none and say why; the same key is taken in once.

    Everybody listed is typed in for: staff may be asked to screen them all the same.
    """
    report = check_list(content, by=by, area=area)
    if not report.ok:
        return report
    with transaction.atomic():
        held, new = ImportedList.objects.get_or_create(key=key, defaults={"by": by})
        if not new:
            report.proposals = list(Proposal.objects.filter(code__in=held.codes).order_by("id"))
            return report
        report.proposals = [make_proposal(**fields) for fields in report.fields]
        held.codes = [proposal.code for proposal in report.proposals]
        held.save(update_fields=["codes"])
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
) -> Iterator[tuple[Proposal, dict[str, Any]]]:
    seen: dict[tuple[str, ...], int] = {}
    names = titles(COLUMNS)
    for line in lines:
        fields, errors = _fields(line, places)
        if not errors:
            try:
                where = _area(fields.pop("community", ""), by, area)
                fields |= {"by": by, "area": where, "for_other": True, "call": call_for(where)}
                fields["channel"] = fields.get("channel") or Channel.IMPORT
                proposal = drafted(**fields)
            except ValidationError as error:
                errors = [(name, m) for name, found in error.message_dict.items() for m in found]
            else:
                errors = _twice(seen, proposal, line)
                if not errors:
                    yield proposal, fields
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
            if text:
                fields[column.field] = value
    return fields, errors


def _area(code: str, by: User, area: Area | None) -> Area:
    found = Area.objects.filter(code=code).first() if code else area
    if found is None:
        raise ValidationError({"community": _("There is no such area.")})
    if not by.can("proposals.import", found):
        raise ValidationError({"community": _("This community is not yours.")})
    return found


def _twice(
    seen: dict[tuple[str, ...], int], proposal: Proposal, line: Line
) -> list[tuple[str, str]]:
    key = (proposal.text, proposal.contact_name, proposal.contact_phone, proposal.place)
    first = seen.setdefault(key, line.number)
    if first == line.number:
        return []
    return [("text", _("The same as row {row}.").format(row=first))]
