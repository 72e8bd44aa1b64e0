"""Writing many rows at once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from projects.delivery.models import MicroProject

BATCH = 2_000
ITEMS = ("土建", "材料", "安装")
DAY = dt.timedelta(days=1)
Projects = Sequence[MicroProject]


def put(model: Any, rows: Iterable[Any]) -> list[Any]:
    return model._default_manager.bulk_create(rows, batch_size=BATCH)


def moment_of(moment: dt.datetime | None) -> dt.datetime:
    assert moment is not None
    return moment
