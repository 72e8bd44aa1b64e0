"""The rows a figure counts, as lines anybody in scope may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.accounts.models import User
from core.counters.metrics import Metric, metrics
from core.counters.panels import panels


@dataclass(frozen=True)
class Row:
    """One object behind a figure. Its own title only for those who may read its kind."""

    obj: Any
    title: str
    url: str


def metric_named(name: str) -> Metric | None:
    """A metric that stands on a board or is declared by a room."""
    offered = [*(m for p in panels() for m in p.metrics), *metrics()]
    return next((m for m in offered if m.name == name), None)


def lines(objects: Iterable[Any], user: User) -> list[Row]:
    return [Row(o, _title(o, user), _url(o)) for o in objects]


def _title(obj: Any, user: User) -> str:
    public = getattr(obj, "public_title", "")
    if public or not hasattr(obj, "workflow"):
        return public or str(obj)
    try:
        own = user.can(f"{obj.workflow.kind}.see", obj.area)
    except KeyError:  # a kind without such an ability shows only what is public
        own = False
    return getattr(obj, "title", "") if own else obj.code


def _url(obj: Any) -> str:
    return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else ""
