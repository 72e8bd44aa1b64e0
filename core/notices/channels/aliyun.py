"""Text messages through Aliyun Dysms (2017-05-25), signed with the standard library.

Signature: Alibaba Cloud OpenAPI V3, ACS3-HMAC-SHA256. Mainland law wants registered
templates, so what leaves is a template code with values; the setting SMS_ALIYUN maps each
kind to its code: {"access_key_id", "access_key_secret", "sign_name", "templates": {kind:
code, "default": code}, "endpoint"}. The default template has one field, `text`.
"""

import datetime as dt
import hashlib
import hmac
import http.client
import json
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from core.notices.channels.port import CANNOT_TELL, Outcome, SmsResult
from core.notices.wording import without_numbers

VERSION = "2017-05-25"
TIMEOUT_SECONDS = 8
TRY_LATER = {
    "isv.BUSINESS_LIMIT_CONTROL",
    "isv.DAY_LIMIT_CONTROL",
    "isv.AMOUNT_NOT_ENOUGH",
    "isv.OUT_OF_SERVICE",
}
_LONGEST_VALUE = 35  # what a template's variable may hold


class NotConnected(Exception):
    """The request never left: the provider cannot have it."""


class AliyunSender:
    def __init__(self) -> None:
        self.options: dict[str, Any] = settings.SMS_ALIYUN

    def send(
        self, phone: str, text: str, *, key: str, template: str, params: Mapping[str, str]
    ) -> SmsResult:
        templates = self.options["templates"]
        values = dict(params) if template in templates else {"text": text}
        query = {
            "PhoneNumbers": phone.lstrip("+"),
            "SignName": self.options["sign_name"],
            "TemplateCode": templates.get(template) or templates["default"],
            "TemplateParam": json.dumps(
                {k: v[:_LONGEST_VALUE] for k, v in values.items()}, ensure_ascii=False
            ),
            "OutId": key,
        }
        try:
            status, answer = self._call("SendSms", query)
        except NotConnected as error:
            return SmsResult(Outcome.TRY_LATER, error=str(error))
        except (OSError, http.client.HTTPException, ValueError) as error:
            return SmsResult(Outcome.UNKNOWN, error=type(error).__name__)
        code = str(answer.get("Code", ""))
        if status == 200 and code == "OK":
            return SmsResult(Outcome.ACCEPTED, provider_id=str(answer.get("BizId", ""))[:120])
        return SmsResult(
            _outcome(status, code), error=without_numbers(f"{code} {answer.get('Message', '')}")
        )

    def fate(self, phone: str, *, key: str, day: str) -> SmsResult:
        query = {"PhoneNumber": phone, "SendDate": day, "PageSize": "50", "CurrentPage": "1"}
        try:
            status, answer = self._call("QuerySendDetails", query)
        except (NotConnected, OSError, http.client.HTTPException, ValueError):
            return CANNOT_TELL
        if status != 200:
            return CANNOT_TELL
        for row in (answer.get("SmsSendDetailDTOs") or {}).get("SmsSendDetailDTO", []):
            if row.get("OutId") == key:
                if row.get("SendStatus") == 2:
                    return SmsResult(Outcome.REFUSED, error=str(row.get("ErrCode", "")))
                return SmsResult(Outcome.ACCEPTED)
        return CANNOT_TELL  # the list lags behind: not listed is not proof

    def _call(self, action: str, query: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        endpoint = urlsplit(self.options.get("endpoint", "https://dysmsapi.aliyuncs.com"))
        connection = http.client.HTTPConnection(endpoint.netloc, timeout=TIMEOUT_SECONDS)
        if endpoint.scheme == "https":
            connection = http.client.HTTPSConnection(endpoint.netloc, timeout=TIMEOUT_SECONDS)
        canonical_query = canonical(query)
        headers = signed_headers(
            endpoint.netloc,
            action,
            canonical_query,
            key_id=self.options["access_key_id"],
            secret=self.options["access_key_secret"],
            now=dt.datetime.now(dt.UTC),
            nonce=uuid.uuid4().hex,
        )
        try:
            try:
                connection.connect()
            except OSError as error:
                raise NotConnected(type(error).__name__) from error
            connection.request("POST", f"/?{canonical_query}", headers=headers)
            response = connection.getresponse()
            answer = json.loads(response.read(1_000_000))
            if not isinstance(answer, dict):
                raise ValueError("the provider's answer is not an object")
            return response.status, answer
        finally:
            connection.close()


def _outcome(status: int, code: str) -> Outcome:
    if code in TRY_LATER or code.startswith("Throttling") or status == 429:
        return Outcome.TRY_LATER
    if status >= 500 or code.startswith(("isp.", "InternalError", "ServiceUnavailable")):
        return Outcome.UNKNOWN
    return Outcome.REFUSED


def canonical(query: Mapping[str, str]) -> str:
    """Sorted and encoded after RFC 3986, as the signature wants it."""
    return "&".join(f"{quote(k, safe='')}={quote(v, safe='')}" for k, v in sorted(query.items()))


def signed_headers(
    host: str,
    action: str,
    canonical_query: str,
    *,
    key_id: str,
    secret: str,
    now: dt.datetime,
    nonce: str,
) -> dict[str, str]:
    """The headers of a POST to `/` without body, Authorization included."""
    payload = hashlib.sha256(b"").hexdigest()
    headers = {
        "host": host,
        "x-acs-action": action,
        "x-acs-content-sha256": payload,
        "x-acs-date": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "x-acs-signature-nonce": nonce,
        "x-acs-version": VERSION,
    }
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    request = f"POST\n/\n{canonical_query}\n{lines}\n{names}\n{payload}"
    to_sign = f"ACS3-HMAC-SHA256\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = hmac.new(secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    headers["Authorization"] = (
        f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={names},Signature={signature}"
    )
    return headers
