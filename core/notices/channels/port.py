"""What the outbox asks of anything that carries messages out of the house."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Outcome(StrEnum):
    ACCEPTED = "accepted"  # the provider has it
    REFUSED = "refused"  # it will never take this one
    TRY_LATER = "try_later"  # it certainly does not have it, and may take it another time
    UNKNOWN = "unknown"  # it may or may not have it


@dataclass(frozen=True)
class Result:
    """What became of one attempt. `error` carries no personal data."""

    outcome: Outcome
    provider_id: str = ""
    error: str = ""


SmsResult = Result
CANNOT_TELL = Result(Outcome.UNKNOWN)


class SmsSender(Protocol):
    """The port of text messages. Implementations set their own time limits (under 20 s)."""

    def send(
        self, phone: str, text: str, *, key: str, template: str, params: Mapping[str, str]
    ) -> SmsResult:
        """Hand one message over. Never raises for what a network or provider does.

        `key` is ours and unique for this message; pass it on if the provider takes one.
        `template` is the kind's name, `params` the values of its fields.
        """
        ...

    def fate(self, phone: str, *, key: str, day: str) -> SmsResult:
        """What became of an earlier `send` with this key on that day (YYYYMMDD).

        TRY_LATER only if the provider certainly never had it; CANNOT_TELL when unsure.
        """
        ...


@cache
def _sender(path: str) -> SmsSender:
    sender: SmsSender = import_string(path)()
    return sender


def sms_sender() -> SmsSender:
    """The sender named by the setting SMS_SENDER."""
    return _sender(settings.SMS_SENDER)
