"""Charts for paper, drawn by hand as SVG: a fraction of a millisecond and no library."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

RED, BLUE, INK, SOFT, LINE = "#b3212a", "#1f5fae", "#1f2329", "#5b6470", "#e3e6ea"
WIDTH, DIGIT = 640, 6.5
Series = tuple[str, Sequence[float]]


def _open(height: int, font: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="{escape(font)}" font-weight="500" font-size="11" fill="{SOFT}">'
    )


def ceiling(value: float) -> int:
    """The top of the axis: not below the value, and a quarter of it is a round number."""
    size = 4
    while True:
        for step in (1, 2, 3, 4, 5, 6, 8):
            if step * size >= value:
                return step * size
        size *= 10


def columns_and_line(labels: Sequence[str], columns: Series, line: Series, *, font: str) -> str:
    """Columns for one series and a line with points for the other, over the same months."""
    height, top, bottom = 230, 30, 24
    peak = ceiling(max([*columns[1], *line[1], 0]))
    left = max(34, 8 + DIGIT * len(f"{peak:,}"))  # the longest number beside the axis
    step = (WIDTH - left) / max(len(labels), 1)
    room = height - top - bottom

    def y(value: float) -> float:
        return round(top + room * (1 - value / peak), 1)

    parts = [_open(height, font)]
    for tick in range(5):
        value = peak * tick / 4
        parts.append(f'<path d="M{left:g} {y(value)}H{WIDTH}" stroke="{LINE}"/>')
        parts.append(
            f'<text x="{left - 6:g}" y="{y(value) + 4}" text-anchor="end">{value:,.0f}</text>'
        )
    wide = min(22.0, step * 0.5)
    points = []
    for n, label in enumerate(labels):
        middle = round(left + step * (n + 0.5), 1)
        value, other = columns[1][n], line[1][n]
        parts.append(
            f'<rect x="{middle - wide / 2:.1f}" y="{y(value)}" width="{wide:.1f}" '
            f'height="{room + top - y(value):.1f}" rx="2" fill="{RED}" fill-opacity=".82"/>'
        )
        points.append((middle, y(other)))
        parts.append(
            f'<text x="{middle}" y="{height - 7}" text-anchor="middle">{escape(label)}</text>'
        )
    path = " ".join(f"{x},{v}" for x, v in points)
    parts.append(f'<polyline points="{path}" fill="none" stroke="{BLUE}" stroke-width="2.2"/>')
    parts += [f'<circle cx="{x}" cy="{v}" r="3" fill="#fff" stroke="{BLUE}"/>' for x, v in points]
    parts.append(_legend(columns[0], line[0]))
    return "".join([*parts, "</svg>"])


def _legend(first: str, second: str) -> str:
    return (
        f'<rect x="34" y="6" width="11" height="11" rx="2" fill="{RED}"/>'
        f'<text x="50" y="15.5">{escape(first)}</text>'
        f'<path d="M334 11.5H354" stroke="{BLUE}" stroke-width="2.2"/>'
        f'<circle cx="344" cy="11.5" r="3" fill="#fff" stroke="{BLUE}"/>'
        f'<text x="360" y="15.5">{escape(second)}</text>'
    )


def bars(rows: Sequence[tuple[str, float]], *, font: str) -> str:
    """Lying bars with their number at the end: kinds, or where matters stand."""
    each, left = 27, 130
    peak = max([v for _, v in rows] + [1])
    parts = [_open(each * len(rows) + 6, font)]
    for n, (label, value) in enumerate(rows):
        y = n * each + 6
        wide = max(3.0, (WIDTH - left - 60) * value / peak) if value else 0
        parts.append(
            f'<text x="0" y="{y + 13}" font-size="12" fill="{INK}">{escape(label)}</text>'
            f'<rect x="{left}" y="{y + 1}" width="{wide:.1f}" height="15" rx="7.5" fill="{RED}" '
            f'fill-opacity="{0.45 + 0.5 * value / peak:.2f}"/>'
            f'<text x="{left + wide + 8:.1f}" y="{y + 13}" font-size="12" font-weight="bold" '
            f'fill="{INK}">{value:,.0f}</text>'
        )
    return "".join([*parts, "</svg>"])
