"""The budget of an area as a file: one line for the area, one for each part of it."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from core.lists.download import harmless
from projects.disclosure.budget import Budget
from projects.disclosure.by_programme import ENTRIES

COLUMNS = ("area_code", "area", "year", "programme", "kind", *ENTRIES)


def _lines(found: Budget) -> Iterator[dict[str, Any]]:
    """The area, each kind of project in it, and each part of it; amounts as text."""
    programme = found.programme.code if found.programme else ""
    for area, kind, sums in (
        (found.area, "", found.sums),
        *((found.area, part.name, part.sums) for part in found.kinds),
        *((part.area or found.area, "", part.sums) for part in found.parts),
    ):
        line = {"area_code": area.code, "area": area.name, "year": found.year}
        line |= {"programme": programme, "kind": kind}
        yield line | {name: f"{sums[name]:.2f}" for name in ENTRIES}


def as_csv(found: Budget) -> bytes:
    """With the mark by which Excel knows the encoding."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for line in _lines(found):
        writer.writerow({name: harmless(value) for name, value in line.items()})
    return text.getvalue().encode("utf-8-sig")


def as_json(found: Budget) -> bytes:
    """One object with a list of lines."""
    return json.dumps({"budget": list(_lines(found))}, ensure_ascii=False).encode()


WRITERS = {"csv": as_csv, "json": as_json}
