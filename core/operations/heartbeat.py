"""Signs of life of worker and beat: keys in Redis that expire by themselves."""

import time

from celery.signals import heartbeat_sent, worker_ready
from django.core.cache import cache

GRAIN = 5  # seconds between two signs
LIFE = 45  # seconds without a sign until a part counts as down
_last: dict[str, float] = {}


def beat_once(part: str) -> None:
    """Note that `part` ("worker", "beat") is alive now, at most every `GRAIN` seconds."""
    now = time.monotonic()
    if now - _last.get(part, -GRAIN) >= GRAIN:
        _last[part] = now
        cache.set(f"alive:{part}", int(time.time()), LIFE)


def alive(*parts: str) -> set[str]:
    """Which of these gave a sign lately."""
    found = cache.get_many([f"alive:{part}" for part in parts])
    return {key.partition(":")[2] for key in found}


@worker_ready.connect
@heartbeat_sent.connect
def worker_lives(**kwargs: object) -> None:
    beat_once("worker")
