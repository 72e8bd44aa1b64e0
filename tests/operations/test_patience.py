"""Redis away: pages work, cached reads miss, nothing waits for the broker."""

import time

import pytest
from celery import shared_task

from core.operations.cache import PatientRedisCache
from core.operations.enqueue import PatientTask


@pytest.fixture
def away(monkeypatch):
    monkeypatch.setattr(PatientRedisCache, "_away_until", 0.0)
    yield PatientRedisCache("redis://127.0.0.1:1/0", {})
    PatientRedisCache._away_until = 0.0


def test_every_question_to_the_cache_has_an_answer(away):
    away.set("a", 1)
    assert away.get("a", "default") == "default"
    assert away.get_or_set("a", lambda: 7) == 7
    assert away.add("lock", 1) is False
    assert away.get_many(["a"]) == {}
    assert away.set_many({"a": 1}) == ["a"]
    assert away.incr("n", 3) == 3
    assert not away.has_key("a")
    assert away.delete("a") is False
    away.delete_many(["a"])
    away.touch("a")
    away.clear()


def test_a_redis_that_failed_is_left_alone_for_a_while(away, monkeypatch):
    away.get("a")
    monkeypatch.setattr(PatientRedisCache, "_cache", None)  # would raise if it were asked
    assert away.get("a") is None


def test_a_task_without_a_broker_is_dropped_quickly_and_quietly(settings):
    from portal.celery import app  # noqa: PLC0415 configured by then

    @shared_task(base=PatientTask)
    def work():
        raise AssertionError("never runs")

    began = time.monotonic()
    with app.connection_for_write("redis://127.0.0.1:1/0") as broker:
        assert work.apply_async(connection=broker) is None
    assert time.monotonic() - began < 3
