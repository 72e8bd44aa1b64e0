"""Tasks whose start may fail: a broker that is away is logged, and a sweep starts them later."""

import logging
from typing import Any

from celery import Task
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

logger = logging.getLogger("linli.tasks")


class PatientTask(Task):
    """`delay` and `apply_async` return None instead of raising when the broker is away."""

    abstract = True

    def apply_async(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().apply_async(*args, **kwargs)
        except (OperationalError, RedisError, OSError) as error:
            logger.warning("not queued: %s (%s)", self.name, type(error).__name__)
            return None
