"""The clock of the portal, which ticks once however many are started."""

import logging
from typing import Any

import psycopg
from django.db import OperationalError, connection, connections
from django_celery_beat.schedulers import DatabaseScheduler

from core.operations.heartbeat import beat_once

logger = logging.getLogger("linli.beat")
LOCK = 990101  # any number that nothing else locks
STANDBY = 5.0  # seconds until a clock in reserve asks again


class LockedScheduler(DatabaseScheduler):
    """Ticks only while it holds an advisory lock in the database; others stand by."""

    _lock: psycopg.Connection[Any] | None = None

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Seconds until the next tick. PostgreSQL away: wait, do not die."""
        try:
            if not self._holds_lock():
                return STANDBY
            beat_once("beat")
            return super().tick(*args, **kwargs)
        except (OperationalError, psycopg.OperationalError):
            logger.warning("the database is away")
            self._release()
            connections.close_all()
            return STANDBY

    def close(self) -> None:
        super().close()
        self._release()

    def _holds_lock(self) -> bool:
        if self._lock is not None:
            self._lock.execute("SELECT 1")  # raises when the connection, and so the lock, is lost
            return True
        # A connection of its own: the lock lives as long as it does.
        own = psycopg.connect(**connection.get_connection_params(), autocommit=True)
        row = own.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        if row and row[0]:
            self._lock = own
            return True
        own.close()
        return False

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None
