import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.operations import limits
from core.operations.limits import limited, retry_after, throttle


@pytest.fixture(autouse=True)
def _limits_on(settings):
    settings.RATE_LIMITS = True
    settings.RATE_LIMIT_STORAGE = "memory://"
    limits.forget()
    yield
    limits.forget()


def test_the_sixth_try_in_a_minute_is_refused_and_others_are_not_affected():
    assert [throttle("track", "198.51.100.7", "W-1") for _ in range(6)] == [True] * 5 + [False]
    assert throttle("track", "198.51.100.8", "W-1")
    assert throttle("sign-in", "198.51.100.7", "W-1")
    assert 1 <= retry_after("track", "198.51.100.7", "W-1") <= 60


def test_redis_away_counts_alone_and_never_raises(settings, monkeypatch):
    monkeypatch.setattr(limits, "_away_until", 0.0)
    settings.RATE_LIMIT_STORAGE = "redis://127.0.0.1:1/0"
    assert [throttle("x", "a", rate="2/minute") for _ in range(3)] == [True, True, False]
    monkeypatch.setattr(limits, "_away_until", 0.0)


def test_a_limited_view_answers_429_with_the_time_to_wait():
    @limited("ask", rate="1/minute")
    def view(request):
        return HttpResponse("done")

    ask = RequestFactory(HTTP_ACCEPT="application/json")
    assert view(ask.post("/")).status_code == 200
    refused = view(ask.post("/"))
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) >= 1
    assert view(ask.get("/")).status_code == 200  # reading stays free


def test_what_is_counted_is_not_readable():
    _name, key = limits._key("track", ("13800138000",))
    assert "138" not in key or len(key) == 32
    assert key != limits._key("track", ("13800138001",))[1]
