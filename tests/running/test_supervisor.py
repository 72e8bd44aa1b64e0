"""The supervisor with small children: what dies is restarted, nothing survives its owner."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from running import leftovers

SCRIPT = Path(__file__).resolve().parents[2] / "script"
OWNER = """
import sys, os
from pathlib import Path
from running.children import Child
from running.leftovers import MARK
from running.places import Trouble
from running.supervisor import Stop, ownership, supervision
data = Path(sys.argv[1])
code = sys.argv[2]
try:
    with ownership(data), supervision() as supervisor:
        for name in ("a", "b"):
            child = Child(name, [sys.executable, "-c", code], log=data / f"{name}.log", patience=1)
            child.environment = os.environ | {MARK: str(data)}
            supervisor.start(child)
        supervisor.watch()
except Stop:
    sys.exit(0)
except Trouble as trouble:
    sys.exit(str(trouble))
"""
STAYS = "import time; time.sleep(60)"
# starts a child of its own and hears no polite word
STUBBORN = (
    "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)"
)


@pytest.fixture
def own(tmp_path):
    """Start an owner of `tmp_path` whose children run the code."""
    owners = []

    def start(code=STAYS):
        process = subprocess.Popen(
            [sys.executable, "-c", OWNER, str(tmp_path), code],
            env=os.environ | {"PYTHONPATH": str(SCRIPT)},
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        owners.append(process)
        return process

    yield start
    for process in owners:
        process.kill()
        process.wait()
        process.stderr.close()
    leftovers.end(leftovers.marked(tmp_path), patience=0)


def until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_everything(own, tmp_path, number):
    owner = own(STUBBORN)
    until(lambda: len(leftovers.marked(tmp_path)) == 4)
    owner.send_signal(number)
    assert owner.wait(10) == 0
    assert leftovers.marked(tmp_path) == []


def test_a_dead_child_is_restarted(own, tmp_path):
    own()
    until(lambda: len(leftovers.marked(tmp_path)) == 2)
    victim = leftovers.marked(tmp_path)[0]
    os.kill(victim, signal.SIGKILL)
    until(lambda: len(set(leftovers.marked(tmp_path)) - {victim}) == 2)


def test_a_child_that_keeps_dying_ends_the_whole_with_its_last_words(own, tmp_path, monkeypatch):
    owner = own("print('no such port'); raise SystemExit(3)")
    assert owner.wait(20) == 1
    said = owner.stderr.read()
    assert "ended 5 times" in said
    assert "no such port" in said
    assert leftovers.marked(tmp_path) == []


def test_two_owners_of_one_folder_are_one_too_many(own, tmp_path):
    own()
    until(lambda: len(leftovers.marked(tmp_path)) == 2)
    second = own()
    assert second.wait(10) == 1
    assert "another Linli" in second.stderr.read()
    assert len(leftovers.marked(tmp_path)) == 2


def test_what_a_killed_owner_leaves_is_cleared_by_the_next(own, tmp_path):
    first = own(STUBBORN)
    until(lambda: len(leftovers.marked(tmp_path)) == 4)
    old = set(leftovers.marked(tmp_path))
    first.kill()
    first.wait()
    own()
    until(lambda: len(set(leftovers.marked(tmp_path)) - old) == 2)
    assert not old & set(leftovers.marked(tmp_path))


def test_strangers_are_left_alone(tmp_path):
    environment = os.environ | {leftovers.MARK: str(tmp_path / "of-somebody-else")}
    with subprocess.Popen([sys.executable, "-c", STAYS], env=environment) as stranger:
        until(lambda: leftovers.marked(tmp_path / "of-somebody-else"))
        assert stranger.pid not in leftovers.marked(tmp_path)
        stranger.kill()
