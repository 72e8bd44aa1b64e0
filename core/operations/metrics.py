"""Figures for the operator: request times here, queues and waiting notices when scraped."""

from prometheus_client import Counter, Histogram

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_seconds = Histogram(
    "linli_request_seconds", "Time to answer", ["method", "route"], buckets=BUCKETS
)
_answers = Counter("linli_answers_total", "Answers by status", ["method", "route", "status"])
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def observe_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answer. The route is a pattern, so the number of labels stays bounded."""
    method = method if method in METHODS else "other"
    _seconds.labels(method, route).observe(seconds)
    _answers.labels(method, route, str(status)).inc()
