"""What `/metrics` shows: the sums of all web processes, and what is asked at that moment."""

import hmac
import os
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError
from django.db.models import Min
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils import timezone
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from redis.exceptions import RedisError

from core.operations.probes import redis_client

LOOPBACK = ("127.0.0.1", "::1")
QUEUE = "celery"


class StateOfAffairs:
    """Queue and outbox, asked when scraped. What cannot be asked is left out, never guessed."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        waiting = GaugeMetricFamily("linli_queue_length", "Tasks waiting", labels=["queue"])
        try:
            waiting.add_metric([QUEUE], float(redis_client().llen(QUEUE)))
            yield waiting
        except (RedisError, OSError):
            pass
        try:
            age = oldest_unsent_notice()
        except DatabaseError:
            return
        yield GaugeMetricFamily(
            "linli_oldest_unsent_notice_seconds", "Age of the oldest notice that is due", value=age
        )


def oldest_unsent_notice() -> float:
    """Seconds since the oldest waiting notice was due; 0 when none is."""
    # By name: operations stands below the room of notices and does not import it.
    notices = apps.get_model("notices", "Notice")._base_manager
    now = timezone.now()
    due = notices.filter(status="queued", not_before__lte=now).aggregate(at=Min("not_before"))["at"]
    return (now - due).total_seconds() if due else 0.0


def _registry() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(StateOfAffairs())
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)
    return registry


def _may_see(request: HttpRequest) -> bool:
    """With a token set, whoever knows it; without one, only this machine itself."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    # a proxy on this machine makes everybody look local, but it says so
    forwarded = "X-Forwarded-For" in request.headers
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not forwarded


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    if not _may_see(request):
        return HttpResponseForbidden("Authorization: Bearer …\n", content_type="text/plain")
    body = generate_latest(_registry())
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        body += generate_latest(REGISTRY)
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST)
