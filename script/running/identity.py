"""Who runs PostgreSQL, which refuses to run as root, and what that person may read."""

import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from running.places import Trouble

ELSEWHERE = Path("/var/lib")
OWNER = "data-folder"


@dataclass(frozen=True)
class Identity:
    """An unprivileged account, and the options that start a process as it."""

    name: str
    uid: int
    gid: int

    @property
    def options(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can(self, *command: str | Path) -> bool:
        """Whether this command succeeds as this account."""
        try:
            done = subprocess.run(command, cwd="/", capture_output=True, **self.options)
        except OSError:
            return False
        return done.returncode == 0


def unprivileged() -> Identity | None:
    """For root: the account of `LINLI_RUN_AS`, or nobody. Anyone else stays who they are: None."""
    if os.geteuid():
        return None
    name = os.environ.get("LINLI_RUN_AS", "nobody")
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise Trouble(
            f"PostgreSQL does not run as root, and there is no account {name!r} to run it as."
            " Name one in LINLI_RUN_AS, or start Linli as an ordinary user."
        ) from None
    return Identity(name, entry.pw_uid, entry.pw_gid)


def home(data: Path, identity: Identity | None) -> Path:
    """Where PostgreSQL lives: the data folder, or for root below a closed folder a place outside.

    The folder outside is named in the data folder, so who deletes that starts anew.
    """
    if identity is None or identity.can("test", "-x", data):
        return data
    _forget_the_orphaned()
    note = data / "postgres.elsewhere"
    if not note.exists():
        note.write_text(f"linli-{secrets.token_hex(6)}")
    outside = ELSEWHERE / note.read_text().strip()
    outside.mkdir(mode=0o755, exist_ok=True)
    (outside / OWNER).write_text(str(note))
    return outside


def _forget_the_orphaned() -> None:
    """Remove places outside whose data folder was deleted."""
    for owner in ELSEWHERE.glob(f"linli-*/{OWNER}"):
        if not Path(owner.read_text()).exists():
            shutil.rmtree(owner.parent, ignore_errors=True)


def readable_binaries(package: Path, place: Path, identity: Identity | None) -> Path:
    """The PostgreSQL installation in the package, or a copy of it that the account can run.

    The wheel keeps the libraries it needs in a folder beside the package, so both are copied.
    """
    source = package / "pginstall"
    if identity is None or identity.can(source / "bin/initdb", "--version"):
        return source
    copy = place / "binaries"
    mark = copy / "copied-from"
    stamp = f"{source} {(source / 'bin/postgres').stat().st_mtime_ns}"
    if not (mark.exists() and mark.read_text() == stamp):
        shutil.rmtree(copy, ignore_errors=True)
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, copy / folder.name, symlinks=True)
        for path in [copy, *copy.rglob("*")]:
            if not path.is_symlink():
                runnable = path.is_dir() or path.parent.name == "bin"
                path.chmod(0o755 if runnable else 0o644)
        mark.write_text(stamp)
    copied = copy / package.name / "pginstall"
    if not identity.can(copied / "bin/initdb", "--version"):
        raise Trouble(f"{identity.name} cannot run PostgreSQL in {copied}")
    return copied
