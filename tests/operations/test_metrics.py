import pytest
from prometheus_client.parser import text_string_to_metric_families

from core.operations import exposition


def test_request_times_queue_and_outbox_are_shown(client, db):
    client.get("/nothing/")
    text = client.get("/metrics").content.decode()
    names = {family.name for family in text_string_to_metric_families(text)}
    assert {"linli_request_seconds", "linli_oldest_unsent_notice_seconds"} <= names


@pytest.mark.parametrize(
    ("token", "headers", "address", "status"),
    [
        ("", {}, "127.0.0.1", 200),
        ("", {}, "198.51.100.7", 403),
        ("", {"X-Forwarded-For": "198.51.100.7"}, "127.0.0.1", 403),
        ("secret", {}, "127.0.0.1", 403),
        ("secret", {"Authorization": "Bearer wrong"}, "127.0.0.1", 403),
        ("secret", {"Authorization": "Bearer secret"}, "198.51.100.7", 200),
    ],
)
def test_who_may_see_them(client, db, settings, token, headers, address, status):
    settings.METRICS_TOKEN = token
    assert client.get("/metrics", headers=headers, REMOTE_ADDR=address).status_code == status


def test_redis_away_leaves_the_queue_out(client, db, monkeypatch):
    def away():
        raise ConnectionRefusedError

    monkeypatch.setattr(exposition, "redis_client", away)
    text = client.get("/metrics").content.decode()
    assert "linli_queue_length" not in text
    assert "linli_oldest_unsent_notice_seconds" in text
