"""The adapter against a local server that checks each signature as the provider would."""

import contextlib
import hashlib
import hmac
import json
import re
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from core.notices.channels import aliyun
from core.notices.channels.port import CANNOT_TELL, Outcome

SECRET = "test-secret"


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server
        parts = urlsplit(self.path)
        query = {k: v[0] for k, v in parse_qs(parts.query, keep_blank_values=True).items()}
        if not self.signed(parts.query, query):
            return self.answer(400, {"Code": "SignatureDoesNotMatch", "Message": "no"})
        server.requests.append((self.headers["x-acs-action"], query))
        time.sleep(server.delay)
        return self.answer(*server.reply)

    def signed(self, raw_query, query):
        found = re.fullmatch(
            r"ACS3-HMAC-SHA256 Credential=key-id,SignedHeaders=([a-z0-9;-]+),Signature=(\w{64})",
            self.headers["Authorization"],
        )
        if not found:
            return False
        names = found[1].split(";")
        must = {"host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-version"}
        if not must <= set(names) or self.headers["x-acs-version"] != "2017-05-25":
            return False
        canonical_query = "&".join(
            f"{quote(k, safe='~')}={quote(v, safe='~')}" for k, v in sorted(query.items())
        )
        lines = "".join(f"{n}:{self.headers[n].strip()}\n" for n in names)
        payload = hashlib.sha256(b"").hexdigest()
        request = "\n".join(["POST", "/", canonical_query, lines, found[1], payload])
        digest = hashlib.sha256(request.encode()).hexdigest()
        expected = hmac.new(SECRET.encode(), f"ACS3-HMAC-SHA256\n{digest}".encode(), "sha256")
        return raw_query == canonical_query and expected.hexdigest() == found[2]

    def answer(self, status, body):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        with contextlib.suppress(BrokenPipeError):  # the client has given up waiting
            self.end_headers()
            self.wfile.write(data)

    def log_message(self, *args):
        pass


@pytest.fixture
def gateway(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    server.requests, server.delay, server.reply = [], 0, (200, {"Code": "OK", "BizId": "b1"})
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.SMS_ALIYUN = {
        "access_key_id": "key-id",
        "access_key_secret": SECRET,
        "sign_name": "榕树头社区",
        "endpoint": f"http://127.0.0.1:{server.server_port}",
        "templates": {"wishes.claimed": "SMS_1", "default": "SMS_0"},
    }
    yield server
    server.shutdown()
    server.server_close()


def send(template="wishes.claimed"):
    params = {"title": "一台 轮椅*~'&=+"}
    return aliyun.AliyunSender().send(
        "13800138000", "您的心愿有人认领了", key="k:1:sms", template=template, params=params
    )


def test_a_message_is_signed_and_accepted(gateway):
    result = send()
    assert (result.outcome, result.provider_id) == (Outcome.ACCEPTED, "b1")
    ((action, query),) = gateway.requests
    assert action == "SendSms"
    assert query["PhoneNumbers"] == "13800138000"
    assert query["TemplateCode"] == "SMS_1"
    assert json.loads(query["TemplateParam"]) == {"title": "一台 轮椅*~'&=+"}
    assert query["OutId"] == "k:1:sms"


def test_a_wrong_secret_is_refused(gateway, settings):
    settings.SMS_ALIYUN["access_key_secret"] = "other"
    assert send().outcome == Outcome.REFUSED
    assert gateway.requests == []


def test_a_kind_without_template_uses_the_general_one(gateway):
    send("wishes.other")
    query = gateway.requests[0][1]
    assert query["TemplateCode"] == "SMS_0"
    assert json.loads(query["TemplateParam"]) == {"text": "您的心愿有人认领了"}


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (200, "isv.MOBILE_NUMBER_ILLEGAL", Outcome.REFUSED),
        (200, "isv.BUSINESS_LIMIT_CONTROL", Outcome.TRY_LATER),
        (400, "Throttling.User", Outcome.TRY_LATER),
        (200, "isp.SYSTEM_ERROR", Outcome.UNKNOWN),
        (503, "ServiceUnavailable", Outcome.UNKNOWN),
    ],
)
def test_answers_are_sorted_by_what_the_provider_can_have(gateway, status, code, outcome):
    gateway.reply = (status, {"Code": code, "Message": "13800138000 bad"})
    result = send()
    assert result.outcome == outcome
    assert "13800138000" not in result.error


def test_an_answer_that_is_none(gateway):
    gateway.reply = (200, b"<html>")
    assert send().outcome == Outcome.UNKNOWN


def test_silence_leaves_the_fate_unknown(gateway, monkeypatch):
    monkeypatch.setattr(aliyun, "TIMEOUT_SECONDS", 0.1)
    gateway.delay = 0.4
    assert send().outcome == Outcome.UNKNOWN


def test_who_was_never_reached_has_nothing(gateway, settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.SMS_ALIYUN["endpoint"] = f"http://127.0.0.1:{free.getsockname()[1]}"
        assert send().outcome == Outcome.TRY_LATER


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ([{"OutId": "k:1:sms", "SendStatus": 3}], Outcome.ACCEPTED),
        ([{"OutId": "k:1:sms", "SendStatus": 2, "ErrCode": "X"}], Outcome.REFUSED),
        ([{"OutId": "other", "SendStatus": 3}], CANNOT_TELL.outcome),
        ([], CANNOT_TELL.outcome),
    ],
)
def test_the_fate_is_found_by_our_key(gateway, rows, outcome):
    gateway.reply = (200, {"Code": "OK", "SmsSendDetailDTOs": {"SmsSendDetailDTO": rows}})
    fate = aliyun.AliyunSender().fate("13800138000", key="k:1:sms", day="20261118")
    assert fate.outcome == outcome
    assert gateway.requests[0][0] == "QuerySendDetails"
