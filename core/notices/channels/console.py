"""Text messages on the terminal, for the demo: the reader is the only phone there is."""

import sys
from collections.abc import Mapping

from core.notices.channels.port import CANNOT_TELL, Outcome, SmsResult
from core.privacy.masking import mask_phone


class ConsoleSender:
    def send(
        self, phone: str, text: str, *, key: str, template: str, params: Mapping[str, str]
    ) -> SmsResult:
        sys.stdout.write(f"[SMS] {mask_phone(phone)}  {text}\n")
        sys.stdout.flush()
        return SmsResult(Outcome.ACCEPTED, provider_id="console")

    def fate(self, phone: str, *, key: str, day: str) -> SmsResult:
        return CANNOT_TELL
