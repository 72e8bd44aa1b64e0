"""Asking Redis directly, past the cache that forgives it everything."""

from functools import lru_cache

import redis
from django.conf import settings
from redis.exceptions import RedisError


@lru_cache(maxsize=4)
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=1)


def redis_client() -> redis.Redis:
    """The Redis of the settings; short timeouts, raises RedisError when it is away."""
    return _client(settings.REDIS_URL)


def redis_answers() -> bool:
    try:
        return bool(redis_client().ping())
    except (RedisError, OSError):
        return False
