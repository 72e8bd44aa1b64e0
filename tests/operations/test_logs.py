import json
import logging

import pytest
from django.test import Client, RequestFactory

from core.operations.logs import DiscreetJsonFormatter, RequestIdFilter


def line(message, *args, **extra):
    record = logging.makeLogRecord(
        {"name": "linli", "msg": message, "args": args, "levelname": "INFO", **extra}
    )
    RequestIdFilter().filter(record)
    return json.loads(DiscreetJsonFormatter().format(record))


@pytest.mark.parametrize(
    "secret",
    ["13800138000", "+86 138 0013 8000", "44030119800101123X", "wang@example.com"],
)
def test_personal_data_does_not_reach_the_log(secret):
    assert secret not in json.dumps(line("sent to %s now", secret))
    assert secret not in json.dumps(line("failed", note=secret))


def test_the_row_that_postgresql_quotes_is_withheld():
    assert (
        "张三" not in line("IntegrityError\nDETAIL:  Key (name)=(张三) already exists.")["message"]
    )


def test_the_route_stands_for_the_address():
    request = RequestFactory().get("/wishes/track/W-SECRET/")
    said = line("Not Found: %s", request.path, request=request)
    assert "W-SECRET" not in json.dumps(said)


def test_each_answer_carries_a_request_id_and_a_sane_one_is_taken_over():
    client = Client()
    assert len(client.get("/readyz/x")["X-Request-ID"]) == 32
    given = client.get("/readyz/x", headers={"X-Request-ID": "from-the-proxy-1"})
    assert given["X-Request-ID"] == "from-the-proxy-1"
    evil = client.get("/readyz/x", headers={"X-Request-ID": 'a"}\nforged'})
    assert "forged" not in evil["X-Request-ID"]


def test_the_request_log_names_the_route_only(caplog):
    with caplog.at_level("INFO", "linli.request"):
        Client().get("/nothing/13800138000/?phone=13800138000")
    (record,) = [r for r in caplog.records if r.name == "linli.request"]
    assert record.route == "unrouted"
    assert "138" not in DiscreetJsonFormatter().format(record)
