"""Is the portal well: for people, monitors and load balancers."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from core.operations import heartbeat
from core.operations.probes import redis_answers


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, OSError):
        return "down"
    return "ok"


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all four parts live; otherwise 503, and the JSON names which do not."""
    checks = {"database": _database(), "redis": "ok" if redis_answers() else "down"}
    if checks["redis"] == "ok":
        alive = heartbeat.alive("worker", "beat")
        checks |= {part: "ok" if part in alive else "down" for part in ("worker", "beat")}
    else:
        # their signs of life are kept there
        checks |= {"worker": "unknown", "beat": "unknown"}
    failing = [part for part, state in checks.items() if state != "ok"]
    body = {"status": "fail" if failing else "ok", "checks": checks, "failing": failing}
    return JsonResponse(body, status=503 if failing else 200)


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when this process can serve pages: they need the database, not Redis."""
    database = _database()
    return JsonResponse({"database": database}, status=200 if database == "ok" else 503)
