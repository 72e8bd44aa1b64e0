import re
from datetime import timedelta

import pytest

from core.accounts.models import Attempt


class SentTexts:
    """A sender that keeps what it was given, by phone."""

    texts: list[tuple[str, str]] = []
    refuse = False

    def send(self, phone, text, *, key, template, params):
        class Result:
            outcome = "refused" if SentTexts.refuse else "accepted"

        if not SentTexts.refuse:
            SentTexts.texts.append((phone, text))
        return Result()

    def code(self):
        return re.search(r"\d{6}", self.texts[-1][1])[0]


@pytest.fixture
def texts(settings):
    settings.SMS_SENDER = f"{SentTexts.__module__}.SentTexts"
    SentTexts.texts, SentTexts.refuse = [], False
    return SentTexts()


@pytest.fixture
def later():
    """Let the minute between two codes pass."""

    def pass_by(minutes):
        for attempt in Attempt.objects.all():
            attempt.at -= timedelta(minutes=minutes)
            attempt.save()

    return pass_by
