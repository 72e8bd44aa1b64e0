"""How often something may be tried: per address, per target, per whatever is named.

Counted in Redis, so that all processes count together; while Redis is away each process
counts for itself, which is looser but never open. What is counted is hashed: phone numbers
and tracking codes do not lie about in Redis.
"""

import hashlib
import hmac
import logging
import time
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from limits import parse
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import RateLimiter, SlidingWindowCounterRateLimiter
from redis.exceptions import RedisError

from core.operations import faults
from core.operations.addresses import limit_key

logger = logging.getLogger("linli.limits")
PAUSE = 5.0  # seconds in which a Redis that failed is not asked again
_own = SlidingWindowCounterRateLimiter(MemoryStorage())
_away_until = 0.0


def throttle(name: str, *parts: object, rate: str = "5/minute") -> bool:
    """Count one try and say whether it is allowed. `rate` reads "5/minute", "20/15 minutes".

    Always allowed where `RATE_LIMITS` is off. Never raises for a Redis that is away.
    """
    if not settings.RATE_LIMITS:
        return True
    return bool(_ask(lambda limiter: limiter.hit(parse(rate), *_key(name, parts))))


def retry_after(name: str, *parts: object, rate: str = "5/minute") -> int:
    """Seconds until the next try is worth making; at least one."""
    stats = _ask(lambda limiter: limiter.get_window_stats(parse(rate), *_key(name, parts)))
    return max(int(stats.reset_time - time.time()) + 1, 1)


def limited(
    name: str,
    *,
    rate: str,
    per: Callable[[HttpRequest], str] = limit_key,
    methods: tuple[str, ...] = ("POST",),
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """For views: the friendly 429 page (or JSON) once `per(request)` tried too often."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in methods and not throttle(name, per(request), rate=rate):
                wait = retry_after(name, per(request), rate=rate)
                return faults.too_many(request, retry_after=wait)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def forget() -> None:
    """Drop what this process counted by itself (for tests)."""
    _own.storage.reset()


def _key(name: str, parts: tuple[object, ...]) -> tuple[str, str]:
    text = "\x1f".join(str(part) for part in parts)
    secret = settings.SECRET_KEY.encode()
    return name, hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()[:32]


@lru_cache(maxsize=2)
def _shared(url: str) -> RateLimiter | None:
    if not url.startswith(("redis://", "rediss://", "unix://")):
        return None
    url = url.replace("unix://", "redis+unix://", 1)
    options: dict[str, Any] = {"socket_connect_timeout": 0.5, "socket_timeout": 1}
    storage = storage_from_string(url, wrap_exceptions=False, **options)
    return SlidingWindowCounterRateLimiter(storage)


def _ask(question: Callable[[RateLimiter], Any]) -> Any:
    global _away_until
    if time.monotonic() >= _away_until:
        try:
            if shared := _shared(settings.RATE_LIMIT_STORAGE):
                return question(shared)
        except (RedisError, OSError) as error:
            _shared.cache_clear()
            _away_until = time.monotonic() + PAUSE
            logger.warning("limits are counted here alone: %s", type(error).__name__)
    return question(_own)
