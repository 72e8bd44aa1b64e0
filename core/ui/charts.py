"""Charts as data: one calm look for all, and the same numbers as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

COLOURS = ["#c3272b", "#1f5fae", "#1b7f52", "#d08a2e", "#8a5bb5", "#656e78"]
KINDS = {"bar", "line", "stack", "row", "pie"}


@dataclass(frozen=True)
class Series:
    """One named row of values; `kind` mixes a line into a bar chart."""

    name: str
    values: Sequence[float | int | None]
    kind: str = ""


@dataclass(frozen=True)
class Chart:
    """Labels, series and their unit. `kind`: bar, line, stack, row (lying bars) or pie."""

    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    kind: str = "bar"

    def rows(self) -> list[tuple[str, list[Any]]]:
        """The table behind the picture."""
        return [
            (label, [one.values[i] for one in self.series]) for i, label in enumerate(self.labels)
        ]

    def options(self, title: str) -> dict[str, Any]:
        """What the browser draws; plain data, kept in a JSON block."""
        return {
            "title": title,
            "kind": self.kind,
            "unit": self.unit,
            "labels": list(self.labels),
            "colours": COLOURS,
            "series": [
                {"name": s.name, "kind": s.kind, "values": [number(v) for v in s.values]}
                for s in self.series
            ],
        }


def number(value: Any) -> float | int | None:
    """JSON has no Decimal."""
    return value if value is None or isinstance(value, int) else float(value)


def chart_from(data: Mapping[str, Any] | Chart, kind: str) -> Chart:
    """Accepts the dataclass or plain data. Raises ValueError for a kind nobody draws."""
    if isinstance(data, Chart):
        return data
    if kind not in KINDS:
        raise ValueError(f"no chart kind {kind!r}")
    series = [Series(str(s["name"]), list(s["values"]), s.get("kind", "")) for s in data["series"]]
    return Chart([str(x) for x in data["labels"]], series, str(data.get("unit", "")), kind)
