"""Load from wrk: requests a second, and how long they take."""

import json
import os
import re
import subprocess
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from running.places import PYTHON, ROOT, Trouble, say


@dataclass(frozen=True)
class Figure:
    """One target under load."""

    name: str
    per_second: float
    p50: float  # ms
    p95: float  # ms
    alone: float  # ms, median with one connection
    queries: int | None
    errors: int


def answers(port: int, path: str) -> bool:
    """Whether a server answers 200."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def measure(environment: Mapping[str, str], portal: int, bare: int, seconds: int) -> dict[str, Any]:
    """All targets one after the other, the limit first and last."""
    own = {**environment, "PYTHONPATH": str(ROOT / "script")}
    probe = subprocess.run(
        [str(PYTHON), "-m", "benchmark.probing"],
        cwd=ROOT,
        env=own,
        stdout=subprocess.PIPE,
        text=True,
    )
    if probe.returncode:
        raise Trouble("probing the portal failed")
    probed = json.loads(probe.stdout.splitlines()[-1])  # log lines stand before it
    limit = f"http://127.0.0.1:{bare}/"
    figures = [_load("bare WSGI: the same SQL → JSON", limit, "", None, seconds)]
    for target in probed["targets"]:
        cookie = f"{probed['cookie']}={target['session']}" if target["session"] else ""
        address = f"http://127.0.0.1:{portal}{target['path']}"
        figures.append(_load(target["name"], address, cookie, target["queries"], seconds))
        if target["fresh"]:
            name = f"{target['name']}, nothing kept"
            figures.append(_load(name, address, cookie, None, seconds, fresh=True))
    figures.append(_load("bare WSGI again", limit, "", None, seconds))
    return {"figures": figures, "search_ms": probed["search_ms"]}


def _load(
    name: str,
    address: str,
    cookie: str,
    queries: int | None,
    seconds: int,
    *,
    fresh: bool = False,
) -> Figure:
    _wrk(address, cookie, 8, 2, fresh)
    alone = _wrk(address, cookie, 1, 3, fresh)
    busy = _wrk(address, cookie, 8, seconds, fresh)
    figure = Figure(
        name, busy["rps"], busy["p50"], busy["p95"], alone["p50"], queries, int(busy["errors"])
    )
    times = f"p50 {figure.p50:6.1f}  alone {figure.alone:.1f} ms"
    say(f"  {name:40} {figure.per_second:8.0f} r/s  {times}")
    return figure


def _wrk(
    address: str, cookie: str, connections: int, seconds: int, fresh: bool
) -> dict[str, float]:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", _SCRIPT]
    command += ["-H", f"Cookie: {cookie}"] if cookie else []
    run = f"{time.time_ns()}-" if fresh else ""
    environment = {**os.environ, **({"FRESH": run} if fresh else {})}
    done = subprocess.run([*command, address], capture_output=True, text=True, env=environment)
    out = done.stdout
    found = dict(re.findall(r"^(rps|p50|p95|errors)=([\d.]+)$", out, re.M))
    if "rps" not in found:
        raise Trouble(f"wrk said nothing useful about {address}: {out[-300:]}")
    return {k: float(v) for k, v in found.items()}


_SCRIPT = str(ROOT / "script" / "benchmark" / "figures.lua")
