import pytest
from django.core.cache import cache
from django.core.handlers.exception import convert_exception_to_response
from django.db import OperationalError, ProgrammingError

from core.operations import heartbeat
from portal.health import views


@pytest.fixture
def _redis_well(monkeypatch):
    monkeypatch.setattr(views, "redis_answers", lambda: True)
    heartbeat._last.clear()
    cache.clear()


@pytest.mark.usefixtures("_redis_well")
def test_all_well(client, db):
    heartbeat.beat_once("worker")
    heartbeat.beat_once("beat")
    answer = client.get("/healthz/")
    assert answer.status_code == 200
    assert answer.json()["checks"] == dict.fromkeys(("database", "redis", "worker", "beat"), "ok")


@pytest.mark.usefixtures("_redis_well")
def test_a_silent_worker_is_named(client, db, settings):
    heartbeat.beat_once("beat")
    answer = client.get("/healthz/")
    assert answer.status_code == 503
    assert answer.json()["failing"] == ["worker"]


def test_redis_away_fails_health_but_not_readiness(client, db, monkeypatch):
    monkeypatch.setattr(views, "redis_answers", lambda: False)
    answer = client.get("/healthz/")
    assert answer.status_code == 503
    assert "redis" in answer.json()["failing"]
    assert client.get("/readyz/").status_code == 200


def test_database_away_is_not_ready(client, db, monkeypatch):
    monkeypatch.setattr(views, "_database", lambda: "down")
    assert client.get("/readyz/").status_code == 503


@pytest.mark.parametrize(("fault", "status"), [(OperationalError, 503), (ProgrammingError, 500)])
def test_only_a_database_that_is_away_is_a_503(rf, fault, status):
    def view(request):
        raise fault("connection refused")

    answer = convert_exception_to_response(view)(rf.get("/api/v1/wishes/"))
    assert answer.status_code == status
    assert answer.has_header("Retry-After") == (status == 503)
