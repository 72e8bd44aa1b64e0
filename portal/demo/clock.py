"""The portal's clock put back, so that the services tell a story as it would have gone.

Only for filling an empty database from one process: while a story is told, everybody's "now" is
the storyteller's.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.utils import timezone


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Let it be that moment."""
    before = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = before


@contextmanager
def storytelling() -> Iterator[None]:
    """Let dates that columns fill in by themselves follow the clock as well.

    They hold on to the real clock from the start, so their own look at it is replaced meanwhile.
    """
    real = timezone.now
    following = [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.default is real
    ]
    for field in following:
        field.__dict__["_get_default"] = lambda: timezone.now()
    try:
        yield
    finally:
        for field in following:
            del field.__dict__["_get_default"]
