"""PostgreSQL restarted and Redis gone: the next request works, and a wish is taken all the same."""

import copy
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client, RequestFactory

from portal.settings.parts.database import DATABASES
from portal.wsgi import application
from tests.factories import wishes as make
from volunteers.wishes.models import MicroWish

NOBODY_THERE = "redis://127.0.0.1:1/0"
NEW = {
    "title": "一台听戏收音机",
    "story": "旧的坏了",
    "kind": "goods",
    "community": make.COMMUNITY,
    "contact_name": "陈桂芳",
    "contact_phone": "13800005678",
}


def served(path: str) -> int:
    """The answer of the whole portal as the server asks for it, connections and all."""
    said: list[int] = []
    environ = RequestFactory().get(path).environ
    answer = application(environ, lambda status, headers, *rest: said.append(int(status[:3])))
    b"".join(answer)
    answer.close()
    return said[0]


def as_a_worker_of_the_server(work: Callable[[], Any]) -> Any:
    """Run in a thread whose database connections come from a pool, as in production."""

    def run() -> Any:
        own = connections["default"]
        own.settings_dict = copy.deepcopy(own.settings_dict)
        own.settings_dict["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 2, "timeout": 5}
        own.settings_dict["CONN_HEALTH_CHECKS"] = DATABASES["default"]["CONN_HEALTH_CHECKS"]
        try:
            return work()
        finally:
            own.close()
            own.close_pool()
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=60)


def end_all_connections() -> int:
    """What a restart of PostgreSQL does to those who were connected."""
    target = connection.settings_dict
    ours = connection.get_connection_params()
    where = {k: ours[k] for k in ("host", "port", "user") if ours.get(k)}
    with psycopg.connect(**where, dbname="postgres") as admin:
        ended = admin.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s",
            [target["NAME"]],
        ).fetchone()
    return int(ended[0]) if ended else 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_after_postgresql_came_back_the_next_request_works():
    make.published(make.clerk(make.community()))

    def before_and_after() -> list[int]:
        first = served("/wishes/?q=收音机")
        assert end_all_connections() >= 2
        return [first, served("/wishes/?q=收音机"), served("/api/v1/wishes/?kind=goods")]

    connection.close()  # ours would be ended too
    assert as_a_worker_of_the_server(before_and_after) == [200, 200, 200]


@pytest.fixture
def redis_gone(settings: Any) -> None:
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "core.operations.cache.PatientRedisCache",
            "LOCATION": NOBODY_THERE,
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1},
        }
    }
    settings.CELERY_BROKER_URL = settings.REDIS_URL = NOBODY_THERE
    settings.RATE_LIMITS, settings.RATE_LIMIT_STORAGE = True, NOBODY_THERE


@pytest.mark.parametrize("path", ["/", "/wishes/", "/centres/", "/help/", "/account/login/"])
def test_pages_work_without_redis(client, cast, redis_gone, path):
    assert client.get(path).status_code == 200


def test_a_wish_is_taken_without_redis_and_its_notices_wait(
    cast, redis_gone, django_capture_on_commit_callbacks
):
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/api/v1/wishes/", json.dumps(NEW), content_type="application/json")
    assert answer.status_code == 201, answer.content
    wish = MicroWish.objects.get(code=answer.json()["code"])
    with django_capture_on_commit_callbacks(execute=True):
        wish_page = as_staff(cast, wish)
    assert wish_page == 302


def as_staff(cast: Any, wish: MicroWish) -> int:
    client = Client()
    client.force_login(cast.community_clerk)
    return client.post(f"/wishes/{wish.code}/take_up/").status_code
