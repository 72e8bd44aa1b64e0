"""`script/test`: every check, types beside the others; all failures are reported.

With arguments only pytest runs, with those: `script/test tests/core -k calendar`.
"""

import base64
import contextlib
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from running import browser, requirements, template
from running.places import PYTHON, ROOT, Trouble, data_dir, keep_bytecode, say
from running.services import start_services
from running.steps import Step
from running.supervisor import Stop, ownership, supervision

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def _production() -> dict[str, str]:
    """The example of production's environment with its blanks filled in anew for each run.

    So the example names everything that a real portal needs. Database, Redis and data folder
    are those of this run.
    """
    lines = (ROOT / "deploy/linli.env.example").read_text("utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if "=" in line and line[0] != "#")
    filled = {name: value or secrets.token_urlsafe(60) for name, value in example.items()}
    for name in ("LINLI_KEYS", "LINLI_PEPPERS"):
        filled[name] = f"check:{base64.b64encode(secrets.token_bytes(32)).decode()}"
    for name in ("DATABASE_URL", "REDIS_URL", "LINLI_DATA", "PROMETHEUS_MULTIPROC_DIR"):
        del filled[name]
    return filled


def types() -> Step:
    """Takes as long as all other checks together: done beside them.

    What mypy remembers of models as they were shows it faults where there are none.
    """
    command = [str(PYTHON), "-m", "mypy", "--no-incremental"]
    return Step("types, beside the others", command, mark=None, inputs=[])


def checks() -> list[Check]:
    python = str(PYTHON)
    found = [
        Check("ruff", [python, "-m", "ruff", "check", "."]),
        Check("format", [python, "-m", "ruff", "format", "--check", "."]),
        Check("layers", [python, "-c", LINT_IMPORTS, "--no-cache"]),
        Check("migrations", [python, "manage.py", "makemigrations", "--check", "--dry-run"]),
        Check(
            "deploy",
            [python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
            _production(),
        ),
        Check("translations", ["script/translate", "check"]),
        Check(  # the demo's settings: those of the tests add a kind of matter of their own
            "diagrams",
            [python, "manage.py", "draw_workflows", "--check"],
            {"DJANGO_SETTINGS_MODULE": "portal.settings.demo"},
        ),
    ]
    return found


def main(arguments: list[str]) -> int:
    requirements.ensure(development=True)
    chromium, reason = browser.ensure()
    say(f"browser tests: {'with ' + chromium if chromium else 'SKIPPED, ' + reason}")
    data = data_dir() / "test"
    data.mkdir(exist_ok=True)
    keep_bytecode(data)
    with contextlib.suppress(Stop), ownership(data), supervision() as supervisor:
        environment = start_services(
            supervisor, data, settings="portal.settings.test", forgetful=True
        )
        environment |= {"LINLI_CHROMIUM": chromium, "LINLI_NO_CHROMIUM": reason}
        migrating = template.begin(data, environment)
        return _run_all(environment, arguments, migrating)
    return 130


def _run_all(environment: dict[str, str], arguments: list[str], migrating: Step | None) -> int:
    compiled = _run(Check("compile", ["script/translate", "compile"]), environment)
    failed = [] if compiled else ["compile"]
    typing = types()
    if not arguments:
        typing.begin(environment)
        failed += [check.name for check in checks() if not _run(check, environment)]
        if failed:
            say(f"\n✗ failed so far: {', '.join(failed)} (see above)")
    if migrating:
        migrating.finish()
    # tests of one `xdist_group` share what was made for their module
    spread = ["-n", _workers(), "--dist", "loadgroup"]
    workers = [] if any(a.startswith("-n") for a in arguments) else spread
    command = [str(PYTHON), "-m", "pytest", *workers, *arguments]
    # Playwright leaves a running loop in its process, and Django then keeps another connection
    # there than the one a test began with: browser tests run apart from all others
    for marked in [[]] if arguments else [["-m", "browser"], ["-m", "not browser"]]:
        say(f"\n── pytest {' '.join(marked)}")
        where = _with_browser() if marked == ["-m", "browser"] else []
        if _call([*command, *marked, *where], environment):
            failed.append("pytest")
    try:
        typing.finish()
    except Trouble as trouble:
        say(f"\n── types\n{trouble}")
        failed.append("types")
    if failed:
        say(f"\n✗ failed: {', '.join(failed)} (see above)")
    return bool(failed)


def _with_browser() -> list[str]:
    """Modules with tests in a browser: only these need be read to find them."""
    modules = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(m.relative_to(ROOT)) for m in modules if "mark.browser" in m.read_text("utf-8")]


def _workers() -> str:
    """One for each processor, four at most: one more gains nothing, little time is left idle."""
    return str(min(os.cpu_count() or 1, 4))


def _run(check: Check, environment: Mapping[str, str]) -> bool:
    say(f"\n── {check.name}")
    began = time.monotonic()
    good = _call(check.command, {**environment, **check.environment}) == 0
    say(f"{'✓' if good else '✗'} {check.name} {time.monotonic() - began:.1f} s")
    return good


def _call(command: list[str], environment: Mapping[str, str]) -> int:
    """Its exit status. When we are stopped, it and all it started are stopped too."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait()
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        raise
