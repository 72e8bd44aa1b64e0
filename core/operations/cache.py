"""The cache that may be away: a Redis that does not answer is a miss, never an error."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis
from redis.exceptions import RedisError

logger = logging.getLogger("linli.cache")
PAUSE = 5.0  # seconds in which a Redis that failed is not asked again


class OneClient(RedisCacheClient):
    """Django makes a client anew for each question; ours is one, over the same pool."""

    _client_kept: Redis | None = None

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if self._client_kept is None:
            self._client_kept = super().get_client(key, write=write)
        return self._client_kept


class PatientRedisCache(RedisCache):
    """Reads miss and writes are dropped while Redis is away; pages are slower, not broken."""

    _away_until = 0.0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient

    def add(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        """Whether the key was added; False while Redis is away: a lock is then not to be had."""
        return self._ask(super().add, False, key, *args, **kwargs)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._ask(super().get, default, key, default, version)

    def set(self, key: Any, *args: Any, **kwargs: Any) -> None:
        self._ask(super().set, None, key, *args, **kwargs)

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        return self._ask(super().touch, False, key, *args, **kwargs)

    def delete(self, key: Any, version: Any = None) -> bool:
        return self._ask(super().delete, False, key, version)

    def get_many(self, keys: Any, version: Any = None) -> dict[Any, Any]:
        return self._ask(super().get_many, {}, keys, version)

    def has_key(self, key: Any, version: Any = None) -> bool:
        return self._ask(super().has_key, False, key, version)

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> Any:
        """The new value; the delta alone while Redis is away. Raises ValueError for no such key."""
        return self._ask(super().incr, delta, key, delta, version)

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """The keys that were not stored: all of them while Redis is away."""
        return self._ask(super().set_many, list(data), data, *args, **kwargs)

    def delete_many(self, keys: Any, version: Any = None) -> None:
        self._ask(super().delete_many, None, keys, version)

    def clear(self) -> None:
        self._ask(super().clear, None)

    def _ask(self, question: Callable[..., Any], otherwise: Any, *args: Any, **kwargs: Any) -> Any:
        cls = type(self)
        if time.monotonic() < cls._away_until:
            return otherwise
        try:
            return question(*args, **kwargs)
        except (RedisError, OSError) as error:
            cls._away_until = time.monotonic() + PAUSE
            logger.warning("the cache is away: %s", type(error).__name__)
            return otherwise
