"""How long what is kept, and how it is erased (PIPL article 19; DOMAIN.md 8.1)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.privacy.models import PurgeReport

logger = logging.getLogger("linli.privacy")


@dataclass(frozen=True)
class Rule:
    """`erase(cutoff)` removes what ended before the moment `cutoff` and returns how many rows."""

    purpose: str
    model: str
    keep_days: int
    erase: Callable[[datetime], int]
    why: Any = ""


_rules: dict[str, Rule] = {}


def declare(rule: Rule) -> Rule:
    """Raises ValueError when another rule has the same purpose."""
    if _rules.setdefault(rule.purpose, rule) != rule:
        raise ValueError(f"retention of {rule.purpose!r} is declared twice")
    return rule


def rules() -> list[Rule]:
    return sorted(_rules.values(), key=lambda rule: rule.purpose)


def purge(now: datetime | None = None) -> list[PurgeReport]:
    """Apply every rule, each in its own transaction, and report each; one that fails is named."""
    reports = []
    for rule in rules():
        cutoff = (now or timezone.now()) - timedelta(days=rule.keep_days)
        erased, error = 0, ""
        try:
            with transaction.atomic():
                erased = rule.erase(cutoff)
        except Exception as fault:
            logger.exception("purge of %s failed", rule.purpose)
            error = type(fault).__name__
        reports.append(
            PurgeReport.objects.create(
                purpose=rule.purpose, keep_days=rule.keep_days, erased=erased, error=error
            )
        )
    return reports
