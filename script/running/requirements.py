"""`.venv` with exactly the locked packages, checked by hash; nothing to do when unchanged."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from running import debian
from running.places import PYTHON, ROOT, VENV, Trouble, say

RUNTIME = ["requirements.txt"]
DEVELOPMENT = ["requirements.txt", "requirements-dev.txt"]


def main(arguments: list[str]) -> int:
    ensure(development="--dev" in arguments)
    say(f"ready: {VENV}")
    return 0


def ensure(*, development: bool = False) -> None:
    """Make or update `.venv`. Two of us at the same time wait for each other."""
    files = DEVELOPMENT if development else RUNTIME
    here = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(here, fcntl.LOCK_EX)
        mark = VENV / f".linli-{files[-1]}"
        wanted = _fingerprint(files)
        if not (mark.exists() and mark.read_text() == wanted and _works(PYTHON)):
            _make_venv()
            _install(files)
            mark.write_text(wanted)
    finally:
        os.close(here)


def _fingerprint(files: list[str]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for name in files:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _works(python: Path) -> bool:
    try:
        asked = subprocess.run([python, "-m", "pip", "--version"], capture_output=True)
    except OSError:
        return False
    return asked.returncode == 0


def _make_venv() -> None:
    if _works(PYTHON):
        return
    say("making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True)
    if made.returncode and _install_ensurepip():
        shutil.rmtree(VENV, ignore_errors=True)
        made = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Trouble(
            f"could not make .venv: {(made.stderr or made.stdout).strip()}\n"
            "On Debian and Ubuntu: sudo apt-get install python3-venv, then run this again."
        )


def _install_ensurepip() -> bool:
    """Debian keeps venv in a package of its own; root may simply install it."""
    return debian.install(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")


def _install(files: list[str]) -> None:
    named = " and ".join(files)
    say(f"installing the locked packages of {named}")
    locked: list[str | Path] = ["--require-hashes"]
    for file in files:
        locked += ["-r", ROOT / file]
    if _pip("--require-hashes", "-r", ROOT / "script/requirements-uv.txt"):
        # the certificates of the machine, as pip uses them, not only those that uv brings along
        uv = [VENV / "bin/uv", "pip", "install", "--system-certs", "--quiet", "--python", PYTHON]
        uv += _index()
        if subprocess.run([*uv, *locked], stdin=subprocess.DEVNULL).returncode == 0:
            return
        say("uv could not; once more with pip")
    if not _pip(*locked):
        raise Trouble(f"could not install {named}: see above. Is the package index reachable?")


def _pip(*arguments: str | Path) -> bool:
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    return subprocess.run([*pip, *arguments], stdin=subprocess.DEVNULL).returncode == 0


def _index() -> list[str]:
    """The index that pip is configured to use; uv does not read pip's configuration."""
    command = [PYTHON, "-m", "pip", "config", "get", "global.index-url"]
    configured = subprocess.run(command, capture_output=True, text=True).stdout.strip()
    url = os.environ.get("PIP_INDEX_URL") or configured
    return ["--default-index", url] if url else []
