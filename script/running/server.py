"""`script/server`: everything, on one machine, with demo data."""

import contextlib
import os
import shutil
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from running import requirements
from running.children import Child
from running.places import PYTHON, ROOT, Trouble, data_dir, keep_bytecode, say
from running.services import start_services
from running.steps import Step
from running.supervisor import Stop, Supervisor, ownership, supervision

ACCOUNTS = (
    "district subdistrict leader community secretary neighbour"
    " housekeeper volunteer resident auditor finance"
)
CODE = [f"{wing}/**/*.py" for wing in ("core", "centres", "volunteers", "projects", "portal")]


def main(arguments: list[str]) -> int:
    began = time.monotonic()
    host, port = os.environ.get("HOST", "127.0.0.1"), _port()
    requirements.ensure()
    data = data_dir()
    keep_bytecode(data)
    with contextlib.suppress(Stop), ownership(data), supervision() as supervisor:
        _demand_free(host, port)
        collect = _collect_static(data)
        collect.begin(os.environ | {"LINLI_DATA": str(data)} | _settings())
        environment = start_services(supervisor, data, settings="portal.settings.demo")
        translations = _translations()
        translations.begin(environment)
        _migrations(environment).do(environment)
        translations.finish()
        demo = _demo(environment)
        demo.begin(environment)  # in one transaction: whoever comes early finds nothing, not half
        collect.finish()
        _serve(supervisor, data, environment, host, port)
        demo.finish()
        _banner(data, environment, host, port, time.monotonic() - began)
        supervisor.watch()
    say("stopped")
    return 0


def _settings() -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    }


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not (text.isdigit() and 0 < int(text) < 65536):
        raise Trouble(f"PORT must be a number from 1 to 65535, not {text!r}")
    return int(text)


def _demand_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Trouble(
                f"cannot serve on {host}:{port}: {error.strerror}. Choose another: PORT=8001 …"
            ) from None


def _collect_static(data: Path) -> Step:
    return Step(
        "collecting static files",
        [str(PYTHON), "manage.py", "collectstatic", "--noinput", "--verbosity=0"],
        mark=data / "static.mark",
        inputs=["static/**/*", "requirements.txt", "portal/settings/**/*.py"],
    )


def _translations() -> Step:
    """Done when the compiled ones are as new as their sources, whoever compiled them."""
    compiled = sorted(ROOT.glob("locale/*/LC_MESSAGES/django.mo"))
    sources = [*ROOT.glob("locale/*/LC_MESSAGES/*.po")]
    newest = max((p.stat().st_mtime for p in sources), default=0)
    done = bool(compiled and compiled[0].stat().st_mtime >= newest)
    command = [] if done else ["script/translate", "compile"]
    return Step("compiling translations", command, mark=None, inputs=[])


def _migrations(environment: Mapping[str, str]) -> Step:
    return Step(
        "preparing the database (the first time this takes a while)",
        [str(PYTHON), "manage.py", "prepare_database"],
        mark=_mark("database", environment),
        inputs=["requirements.txt", "**/migrations/*.py", "*/apps.py"],
    )


def _demo(environment: Mapping[str, str]) -> Step:
    return Step(
        "loading the demo's data",
        [str(PYTHON), "manage.py", "load_demo", "--if-empty"] if _is_demo(environment) else [],
        mark=_mark("demo", environment),
        inputs=[],
    )


def _mark(name: str, environment: Mapping[str, str]) -> Path | None:
    """None for a database that is not ours: it is always asked."""
    cluster = environment.get("LINLI_CLUSTER")
    return Path(cluster).with_name(f"{name}.mark") if cluster else None


def _is_demo(environment: Mapping[str, str]) -> bool:
    return environment["DJANGO_SETTINGS_MODULE"] == "portal.settings.demo"


def _serve(
    supervisor: Supervisor, data: Path, environment: Mapping[str, str], host: str, port: int
) -> None:
    figures = data / "metrics"
    shutil.rmtree(figures, ignore_errors=True)
    figures.mkdir()
    python = str(PYTHON)
    granian = [python, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    granian += ["--workers", os.environ.get("WEB_WORKERS", "2"), "--blocking-threads", "4"]
    granian += ["--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "5"]
    celery = [python, "-m", "celery", "-A", "portal"]
    worker = ["worker", "--loglevel", "INFO", "--concurrency", "2"]
    worker += ["--without-gossip", "--without-mingle"]
    web = Child(
        "web",
        [*granian, "portal.wsgi:application"],
        log=data / "log" / "web.log",
        ready=lambda: _answers(host, port),
    )
    web.environment = dict(environment) | {"PROMETHEUS_MULTIPROC_DIR": str(figures)}
    others = [
        Child("worker", [*celery, *worker], log=data / "log" / "worker.log"),
        Child("beat", [*celery, "beat", "--pidfile=", "--loglevel", "INFO"], data / "log/beat.log"),
    ]
    for child in others:
        child.environment = environment
    supervisor.start(web, *others, seconds=120)


def _answers(host: str, port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{_reachable(host)}:{port}/readyz/", timeout=5):
            return True
    except (OSError, urllib.error.URLError):
        return False


def _reachable(host: str) -> str:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 translated, not bound
    return everywhere.get(host, f"[{host}]" if ":" in host else host)


def _banner(
    data: Path, environment: Mapping[str, str], host: str, port: int, seconds: float
) -> None:
    say(f"\n  邻里 Linli   http://{_reachable(host)}:{port}/   (ready in {seconds:.0f} s)\n")
    if _is_demo(environment):
        say(f"  Demo accounts: {ACCOUNTS}")
        say("  Password:      linli-demo-2026\n")
    say(f"  Logs: {data / 'log'}   Stop: Ctrl-C\n")
