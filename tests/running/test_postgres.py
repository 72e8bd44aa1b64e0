"""The embedded database survives the worst: its owner and itself killed at once."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from running import leftovers

SCRIPT = Path(__file__).resolve().parents[2] / "script"
START = """
import os, sys
from pathlib import Path
from running.services import start_services
from running.supervisor import ownership, supervision
os.environ.pop("DATABASE_URL", None)
data = Path(sys.argv[1])
with ownership(data), supervision() as supervisor:
    environment = start_services(supervisor, data, settings="portal.settings.test", forgetful=True)
    print(environment["DATABASE_URL"], flush=True)
    supervisor.watch()
"""


def start(data):
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(data)],
        env=os.environ | {"PYTHONPATH": str(SCRIPT), "REDIS_URL": "redis://not-started"},
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = (line.strip() for line in process.stdout)
    return process, next((line for line in lines if line.startswith("postgres:")), "")


def open_up(folder):
    """Let the account that runs PostgreSQL for root reach a folder of the tests."""
    for place in (folder, *folder.parents):
        if place.stat().st_mode & 0o001 == 0:
            place.chmod(0o755)


def end(process):
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["plain", "a-" + "very-" * 20 + "long-path"])
def test_after_kill_9_of_owner_and_postmaster_the_next_start_works(tmp_path, folder):
    data = tmp_path / folder
    data.mkdir()
    open_up(data)
    first, url = start(data)
    assert url.startswith("postgres://")
    first.kill()
    for pid in leftovers.working_in(data / "postgres"):
        with contextlib.suppress(ProcessLookupError):  # they follow their postmaster
            os.kill(pid, signal.SIGKILL)
    end(first)
    second, again = start(data)
    assert again == url
    second.send_signal(signal.SIGTERM)
    second.wait(20)
    assert leftovers.working_in(data / "postgres") == []
    end(second)
