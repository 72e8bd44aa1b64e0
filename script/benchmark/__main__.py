"""`script/bench [--rows N] [--seconds S] [--keep]`: load, serve, measure, write docs/bench.md."""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from running import requirements
from running.children import Child
from running.places import PYTHON, ROOT, Trouble, data_dir, say
from running.services import start_services
from running.supervisor import Stop, Supervisor, ownership, supervision

from benchmark import measuring, report

PORTAL, BARE = 8731, 8732


def main() -> int:
    os.environ.pop("PYTHONPATH", None)
    os.chdir(ROOT)
    arguments = _arguments()
    requirements.ensure()
    if not shutil.which("wrk"):
        _install_wrk()
    data = data_dir() / "bench"
    if not arguments.keep:
        shutil.rmtree(data, ignore_errors=True)
    data.mkdir(exist_ok=True)
    with contextlib.suppress(Stop), ownership(data), supervision() as supervisor:
        environment = start_services(supervisor, data, settings="portal.settings.demo")
        environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.demo"}
        _prepare(environment, arguments.rows)
        _serve(supervisor, data, environment)
        figures = measuring.measure(environment, PORTAL, BARE, arguments.seconds)
        report.write(figures, arguments.rows)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000, help="wishes to load")
    parser.add_argument("--seconds", type=int, default=8, help="of load for each target")
    parser.add_argument("--keep", action="store_true", help="use the data of the last run")
    return parser.parse_args()


def _install_wrk() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "wrk"], stdout=subprocess.DEVNULL)
    if not shutil.which("wrk"):
        raise Trouble("the load generator wrk is missing. On Debian: apt-get install wrk")


def run(environment: Mapping[str, str], *command: str) -> str:
    """The output of a Python command with the portal's environment."""
    own = {**environment, "PYTHONPATH": str(ROOT / "script")}
    done = subprocess.run(
        [str(PYTHON), *command], cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise Trouble(f"{' '.join(command)} failed")
    return done.stdout


def _prepare(environment: Mapping[str, str], rows: int) -> None:
    say("preparing the database")
    run(environment, "manage.py", "migrate", "--verbosity=0")
    run(environment, "manage.py", "collectstatic", "--noinput", "--verbosity=0")
    subprocess.run(["script/translate", "compile"], cwd=ROOT, stdout=subprocess.DEVNULL)
    say(f"loading {rows:,} wishes over the real divisions (once)")
    say(run(environment, "-m", "benchmark.loading", str(rows)).strip())


def _serve(supervisor: Supervisor, data: Path, environment: Mapping[str, str]) -> None:
    for name, port, target in (
        ("portal", PORTAL, "portal.wsgi:application"),
        ("bare", BARE, "benchmark.bare:application"),
    ):
        command = [str(PYTHON), "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(port), "--workers", "2", "--blocking-threads", "4", "--no-ws"]
        child = Child(name, [*command, target], log=data / "log" / f"{name}.log")
        child.environment = {**environment, "PYTHONPATH": str(ROOT / "script")}
        path = "readyz/" if name == "portal" else ""
        child.ready = lambda port=port, path=path: measuring.answers(port, path)
        supervisor.start(child)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as trouble:
        print(f"\nlinli: {trouble}", file=sys.stderr)
        sys.exit(1)
