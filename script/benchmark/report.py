"""docs/bench.md: what was measured, beside what was aimed at."""

import os
import platform
from typing import Any

from running.places import ROOT, say

from benchmark.measuring import Figure

RATIO_AIMS = {
    "GET /api/v1/wishes/ filtered": 0.5,
    "wall, visitor": 0.5,
    "wall, signed in": 0.2,
    "a wish, visitor": 0.15,
    "GET /api/v1/wishes/ filtered, nothing kept": 0.5,
}
# ms, one request at a time
TIME_AIMS = {
    "desk": 50.0,
    "district dashboard": 50.0,
    **dict.fromkeys(
        (
            f"{name}{kept}"
            for name in ("projects, visitor", "a project's story")
            for kept in ("", ", nothing kept")
        ),
        60.0,
    ),
    "budget of the district": 100.0,
    "budget of the district, nothing kept": 100.0,
    "POST of a vote, 50,000 cast before": 30.0,
}

TALLY_AIM = 300  # seconds

HEAD = """# Benchmark

Written by `script/bench`; not part of the tests. {rows:,} wishes over the 1,449 real divisions,
and in one of their districts 10,000 micro-projects with 40 entries of the ledger each, 100,000
supporters and an open vote of 50,000 people on 60 projects. Portal and bare server side by side:
the same granian, 2 workers × 4 threads, the same pool size, {cores} cores, Python {python}. Load:
wrk, 8 connections; "alone" is the median of one connection, the best of three tries. Others used
the machine as well: the load average before measuring was {others:.1f}, so what the clock measures
is pessimistic. "cpu" is the processor time of a request in server, database and Redis together,
which others change little; "of bare" is the ratio by it.
The bare server runs the wall's SQL by hand and returns JSON: it is the limit. Ratios are to the
mean of its two runs. What visitors see is kept under a version until what it tells of changes;
"nothing kept" is the same with an address that differs each time.

| target | r/s | ratio | aim | p50 ms | p95 ms | alone ms | cpu ms | of bare | queries | errors |
|---|---|---|---|---|---|---|---|---|---|---|
"""


def write(measured: dict[str, Any], rows: int) -> None:
    """Write the page and say whether the aims are met."""
    figures: list[Figure] = measured["figures"]
    limit = (figures[0].per_second + figures[-1].per_second) / 2
    cheapest = (figures[0].cpu + figures[-1].cpu) / 2
    text = HEAD.format(
        rows=rows, cores=os.cpu_count(), python=platform.python_version(), others=measured["others"]
    ) + "".join(_line(f, limit, cheapest) for f in figures)
    text += "\nTwo-character search in the database (EXPLAIN ANALYZE, best of five; aim 10 ms): "
    text += ", ".join(f"{w} {ms:.2f} ms" for w, ms in measured["search_ms"].items()) + ".\n"
    text += _tally(measured["tally"])
    name = "bench.md" if rows == 200_000 else f"bench-{rows}.md"
    (ROOT / "docs" / name).write_text(text)
    say(text)


def _tally(counted: dict[str, Any]) -> str:
    met = "✓" if counted["seconds"] < TALLY_AIM else "✗"
    what = f"{counted['votes']:,} votes over {counted['projects']} projects ({counted['rule']})"
    took = f"{counted['seconds']:.0f} s, {counted['cpu']:.0f} s of them processor time of its own"
    won = f"{counted['won']} projects won"
    return (
        f"\nThe vote counted as a worker does it: {what}: {took}; {won}. {met} < {TALLY_AIM} s.\n"
    )


def _line(figure: Figure, limit: float, cheapest: float) -> str:
    ratio = figure.per_second / limit
    aim = ""
    if figure.name in RATIO_AIMS:
        least = RATIO_AIMS[figure.name]
        aim = f"{'✓' if ratio >= least else '✗'} ≥ {least}"
    elif figure.name in TIME_AIMS:
        most = TIME_AIMS[figure.name]
        aim = f"{'✓' if 0 < figure.alone < most else '✗'} < {most:.0f} ms"
    return (
        f"| {figure.name} | {figure.per_second:,.0f} | {ratio:.2f} | {aim} | {figure.p50:.1f} "
        f"| {figure.p95:.1f} | {figure.alone:.1f} | {figure.cpu:.1f} "
        f"| {cheapest / max(figure.cpu, 0.01):.2f} | {figure.queries if figure.queries else '–'} "
        f"| {figure.errors} |\n"
    )
