"""Folders for unix sockets: their paths may not be longer than 107 characters."""

import hashlib
import os
import stat
from pathlib import Path

from running.identity import Identity
from running.places import Trouble

LONGEST = 107 - len("/.s.PGSQL.5432.lock")


def socket_folder(home: Path, name: str, identity: Identity | None = None) -> Path:
    """A folder that only its owner may enter; in /tmp when the usual place has too long a path."""
    folder = home / "run" / name
    if len(str(folder)) > LONGEST:
        short = hashlib.sha256(str(home).encode()).hexdigest()[:10]
        folder = Path(f"/tmp/linli-{os.getuid()}-{short}-{name}")  # noqa: S108 checked below
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = identity.uid if identity else os.getuid()
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (owner, os.getuid()):
        raise Trouble(f"{folder} belongs to somebody else: remove it and start again")
    if identity:
        os.chown(folder, identity.uid, identity.gid)
    folder.chmod(0o700)
    return folder
