"""A sender for tests that outlives the process: one line per message, on the disk at once."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from core.notices.channels.port import CANNOT_TELL, Outcome, SmsResult


class RecorderSender:
    """Appends each key to SMS_RECORDER_FILE and waits for the disk before answering.

    SMS_RECORDER_DELAY (seconds, before and after the write) widens the moments in which a
    kill hurts most.
    """

    def send(
        self, phone: str, text: str, *, key: str, template: str, params: Mapping[str, str]
    ) -> SmsResult:
        time.sleep(self.delay)
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, f"{key}\n".encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        time.sleep(self.delay)
        return SmsResult(Outcome.ACCEPTED, provider_id=f"rec-{key}"[:120])

    def fate(self, phone: str, *, key: str, day: str) -> SmsResult:
        if key in self.keys():
            return SmsResult(Outcome.ACCEPTED, provider_id=f"rec-{key}"[:120])
        return SmsResult(Outcome.TRY_LATER)

    @property
    def path(self) -> Path:
        return Path(settings.SMS_RECORDER_FILE)

    @property
    def delay(self) -> float:
        return float(getattr(settings, "SMS_RECORDER_DELAY", 0))

    def keys(self) -> list[str]:
        """All keys in the order they were sent."""
        return self.path.read_text().split() if self.path.exists() else []


class SilentRecorderSender(RecorderSender):
    """The same provider, but one that cannot be asked afterwards."""

    def fate(self, phone: str, *, key: str, day: str) -> SmsResult:
        return CANNOT_TELL
