"""Load from wrk: requests a second, and how long they take."""

import contextlib
import json
import os
import re
import subprocess
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

from running import leftovers
from running.places import PYTHON, ROOT, Trouble, say

TRIES = 3


@dataclass(frozen=True)
class Figure:
    """One target under load."""

    name: str
    per_second: float
    p50: float  # ms
    p95: float  # ms
    alone: float  # ms with one connection: the best median of a few tries
    cpu: float  # ms of processor time a request: server, database and Redis together
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
    probed = run_module(own, "benchmark.probing")
    limit = f"http://127.0.0.1:{bare}/"
    others = os.getloadavg()[0]  # before we add to it
    figures = [_load(environment, "bare WSGI: the same SQL → JSON", limit, "", None, seconds)]
    for target in probed["targets"]:
        cookie = f"{probed['cookie']}={target['session']}" if target["session"] else ""
        address = f"http://127.0.0.1:{portal}{target['path']}"
        figures.append(
            _load(environment, target["name"], address, cookie, target["queries"], seconds)
        )
        if target["fresh"]:
            name = f"{target['name']}, nothing kept"
            figures.append(_load(environment, name, address, cookie, None, seconds, fresh=True))
    votes = probed["votes"]
    address = f"http://127.0.0.1:{portal}{votes['path']}"
    name = "POST of a vote, 50,000 cast before"
    figures.append(_load(environment, name, address, "", None, seconds, votes=votes["files"]))
    figures.append(_load(environment, "bare WSGI again", limit, "", None, seconds))
    say("counting the votes in the background")
    counted = run_module(own, "benchmark.counting")
    found = {name: probed[name] for name in ("search_ms",)}
    return {"figures": figures, "others": others, "tally": counted, **found}


def run_module(environment: Mapping[str, str], module: str) -> dict[str, Any]:
    """What a module of ours prints as its last line."""
    done = subprocess.run(
        [str(PYTHON), "-m", module], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise Trouble(f"{module} failed")
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])  # log lines stand before it
    return said


def _cpu_seconds(environment: Mapping[str, str]) -> float:
    """What the servers have used so far; unlike a clock it does not run while others work."""
    ours = set(leftovers.marked(Path(environment["LINLI_DATA"])))
    if cluster := environment.get("LINLI_CLUSTER"):
        ours |= set(leftovers.working_in(Path(cluster)))
    ticks = 0
    for pid in ours:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _load(
    environment: Mapping[str, str],
    name: str,
    address: str,
    cookie: str,
    queries: int | None,
    seconds: int,
    *,
    fresh: bool = False,
    votes: Mapping[str, list[str]] | None = None,
) -> Figure:
    """`votes` are files of what is posted, each used once; without them a page is read."""
    cast = iter((*votes["warm"], *votes["alone"], *votes["busy"])) if votes else repeat("")
    _wrk(address, cookie, 8, 2, fresh, next(cast))
    tries = [_wrk(address, cookie, 1, 2, fresh, next(cast)) for _ in range(TRIES)]
    alone = min((t["p50"] for t in tries if t["requests"]), default=0.0)
    before = _cpu_seconds(environment)
    busy = _wrk(address, cookie, 8, seconds, fresh, next(cast))
    cpu = (_cpu_seconds(environment) - before) / max(busy["requests"], 1) * 1000
    figure = Figure(
        name, busy["rps"], busy["p50"], busy["p95"], alone, cpu, queries, int(busy["errors"])
    )
    times = f"p50 {figure.p50:6.1f}  alone {figure.alone:.1f}  cpu {figure.cpu:.2f} ms"
    say(f"  {name:40} {figure.per_second:8.0f} r/s  {times}")
    return figure


def _wrk(
    address: str, cookie: str, connections: int, seconds: int, fresh: bool, votes: str
) -> dict[str, float]:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", _SCRIPT]
    command += ["-H", f"Cookie: {cookie}"] if cookie else []
    run = f"{time.time_ns()}-" if fresh else ""
    environment = dict(os.environ)
    environment |= {"FRESH": run} if fresh else {"VOTES": votes} if votes else {}
    done = subprocess.run([*command, address], capture_output=True, text=True, env=environment)
    out = done.stdout
    found = dict(re.findall(r"^(rps|p50|p95|requests|errors)=([\d.]+)$", out, re.M))
    if "rps" not in found:
        raise Trouble(f"wrk said nothing useful about {address}: {out[-300:]}")
    return {k: float(v) for k, v in found.items()}


_SCRIPT = str(ROOT / "script" / "benchmark" / "figures.lua")
