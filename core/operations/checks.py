"""Misconfiguration is said at the start, with what to do about it."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

DEMO_MARK = "demo"
DEMO_DISTRICT = "990101"  # invented; no province begins with 99
REHEARSALS = {"ConsoleSender", "RecorderSender"}


@register(Tags.security, deploy=True)
def no_demo_in_production(**kwargs: Any) -> list[CheckMessage]:
    """`check --deploy` refuses everything that only the demo may have."""
    found: list[CheckMessage] = []
    if settings.DEMO:
        found.append(Error("DEMO is on.", hint="Use portal.settings.production.", id="linli.E001"))
    if DEMO_MARK in settings.SECRET_KEY:
        found.append(
            Error("SECRET_KEY is the demo's.", hint="Make your own, 50+ chars.", id="linli.E002")
        )
    if not settings.METRICS_TOKEN:
        hint = "Set METRICS_TOKEN to a long random text."
        found.append(Error("/metrics has no token.", hint=hint, id="linli.E003"))
    if "portal.demo" in settings.INSTALLED_APPS:
        hint = "Leave portal.demo out of INSTALLED_APPS."
        found.append(Error("The demo's data can be loaded.", hint=hint, id="linli.E004"))
    if getattr(settings, "SMS_SENDER", "").rpartition(".")[2] in REHEARSALS:
        hint = "Name the sender of your provider in SMS_SENDER."
        found.append(Error("Text messages go nowhere.", hint=hint, id="linli.E005"))
    return found


@register(Tags.database, deploy=True)
def no_demo_in_the_database(
    databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """`check --deploy --database default`: the invented district and its people are not there."""
    if settings.DEMO or "default" not in (databases or ()):
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('areas_area')")
        if cursor.fetchone()[0] is None:
            return []
        cursor.execute("SELECT 1 FROM areas_area WHERE code = %s", [DEMO_DISTRICT])
        if cursor.fetchone() is None:
            return []
    hint = "Begin with an empty database; the demo's people have roles in this one."
    return [Error("The database holds the demo's data.", hint=hint, id="linli.E006")]
