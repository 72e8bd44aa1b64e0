"""Limits that hold without Redis: attempts are rows, counted in a moving window.

An attempt is written before it is judged, so that a burst of parallel tries cannot all slip
through, and taken back when it turns out harmless (a right password). Who or what tried is
kept only as a keyed hash. Five failures in 15 minutes: DOMAIN.md 8.3.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from core.accounts.models import Attempt
from core.privacy.keys import digests


@dataclass(frozen=True)
class Limit:
    """At most so many attempts within so many minutes."""

    kind: str
    most: int
    minutes: int


PASSWORD_OF_NAME = Limit("password", 5, 15)
PASSWORD_OF_ADDRESS = Limit("password-ip", 50, 15)
SECOND_FACTOR = Limit("second-factor", 5, 15)
CODE_OF_APP = Limit("app-code", 1, 2)  # as long as the app's clock may differ from ours
CODE_SOON = Limit("code-soon", 1, 1)
CODE_TO_PHONE = Limit("code", 6, 60)
CODE_FROM_ADDRESS = Limit("code-ip", 60, 60)
CODE_GUESS = Limit("code-guess", 10, 15)


class TooMany(Exception):
    """The limit is reached; nothing about the account was looked at."""


def begin(limit: Limit, who: str) -> Attempt:
    """Count one attempt. Raises TooMany, and then does not prolong the wait."""
    key = digests(who, "attempt")[0]
    attempt = Attempt.objects.create(kind=limit.kind, key=key)
    since = timezone.now() - timedelta(minutes=limit.minutes)
    if Attempt.objects.filter(kind=limit.kind, key=key, at__gt=since).count() > limit.most:
        attempt.delete()
        raise TooMany
    return attempt


def begin_all(*claims: tuple[Limit, str]) -> list[Attempt]:
    """Count one attempt under several limits, or under none. Raises TooMany."""
    begun: list[Attempt] = []
    try:
        begun.extend(begin(limit, who) for limit, who in claims)
    except TooMany:
        take_back(begun)
        raise
    return begun


def take_back(attempts: list[Attempt]) -> None:
    """These were harmless after all."""
    Attempt.objects.filter(pk__in=[a.pk for a in attempts if a.pk]).delete()


def forget(limit: Limit, who: str) -> None:
    """The right person has come: earlier failures under this name no longer count."""
    Attempt.objects.filter(kind=limit.kind, key=digests(who, "attempt")[0]).delete()


def purge(before: datetime) -> int:
    """Erase what no limit looks at any more; returns how many."""
    return Attempt.objects.filter(at__lt=before).delete()[0]
