"""Log lines: JSON, with the request's id, with personal data taken out as a last defence."""

import logging
import re
from typing import Any

from django.http import HttpRequest
from pythonjsonlogger.json import JsonFormatter

from core.operations import requests

# Numbers like those of ID cards, phones, e-mail addresses; the row PostgreSQL quotes in errors.
PERSONAL = [
    (re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), "[number]"),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"), "[phone]"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[e-mail]"),
]
QUOTED_ROW = re.compile(r"DETAIL:.*")

STANDARD = [*logging.LogRecord("", 0, "", 0, "", None, None).__dict__, "message", "asctime"]


def discreet(text: str) -> str:
    """The text without anything that looks like a person's number or address."""
    for pattern, instead in PERSONAL:
        text = pattern.sub(instead, text)
    return text


class RequestIdFilter(logging.Filter):
    """Adds the request's id, and puts the route where Django would write the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = requests.current_id.get()
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            route = requests.route_of(request)
            record.args = tuple(route if arg == request.path else arg for arg in record.args)
        return True


class DiscreetJsonFormatter(JsonFormatter):
    """`{"time", "level", "logger", "message", "request_id", …extras}` on one line."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            json_ensure_ascii=False,
            # `request` is what Django attaches: it would print the whole address
            reserved_attrs=[*STANDARD, "request", "taskName"],
        )

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))

    def add_fields(
        self, log_record: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        super().add_fields(log_record, record, message_dict)
        for key, value in log_record.items():
            if isinstance(value, str):
                log_record[key] = QUOTED_ROW.sub("DETAIL: [withheld]", value)
        if not log_record.get("request_id"):
            log_record.pop("request_id", None)
