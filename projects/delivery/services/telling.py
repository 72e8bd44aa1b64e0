"""Writing the news of a step: to everybody who follows the project, and to whose turn it is.

The step itself leaves one row (`Telling`). Here its notices are written in batches, each with the
mark of how far it came in one transaction: a worker that is killed loses a batch as a whole, and
whoever goes on begins with it again. The key of a notice is unique as well, so that nobody is
told twice whatever happens to the mark.
"""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from core.notices.services import Recipient, notify_all
from projects.delivery.following import Follow
from projects.delivery.telling import TURN, holders
from projects.delivery.tellings import Telling

log = logging.getLogger(__name__)
BATCH = 200


def tell(telling_id: int, *, batch: int = BATCH) -> int:
    """Write what is left of one step's news; how many followers that were.

    Nothing happens where another worker is at it, or all is told.
    """
    told = 0
    while (more := _tell_some(telling_id, batch)) is not None:
        told += more
    return told


def tell_waiting() -> int:
    """Write the news of every step whose task was lost; how many followers were told.

    A step whose news cannot be written is logged and holds up no other.
    """
    told = 0
    for telling_id in Telling.objects.order_by("pk").values_list("pk", flat=True):
        try:
            told += tell(telling_id)
        except Exception:
            log.exception("news of a step not written", extra={"telling": telling_id})
    return told


@transaction.atomic
def _tell_some(telling_id: int, batch: int) -> int | None:
    """The next followers in line; None when nobody is left or another worker has the row."""
    row = (
        Telling.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("record", "project__area")
        .filter(pk=telling_id)
        .first()
    )
    if row is None:
        return None
    if not row.told_up_to:
        _tell_whose_turn(row)
    some = list(
        Follow.objects.filter(
            project=row.project_id, pk__gt=row.told_up_to, since__lte=row.record.at
        )
        .select_related("user")
        .order_by("pk")[:batch]
    )
    _write("projects.step", row, map(_as_recipient, some), _said(row))
    if len(some) < batch:
        row.delete()
    else:
        row.told_up_to = some[-1].pk
        row.save(update_fields=["told_up_to"])
    return len(some)


def _as_recipient(follow: Follow) -> Recipient:
    return Recipient(user=follow.user) if follow.user_id else Recipient(phone=follow.phone)


def _said(row: Telling) -> Any:
    arrow = row.project.workflow.by_name[row.record.name]
    return arrow.said or arrow.label


def _tell_whose_turn(row: Telling) -> None:
    """Tell those who are expected to act next, where that changed hands and still holds."""
    states, record = row.project.workflow.by_state, row.record
    before, now = states[record.from_state].waits_for, states[record.to_state].waits_for
    if now == before or now not in TURN or row.project.status != record.to_state:
        return
    _write(
        "projects.your_turn",
        row,
        holders(row.project, TURN[now]),
        states[record.to_state].said,
        url=row.project.get_staff_url(),
    )


def _write(kind: str, row: Telling, to: Iterable[Recipient], said: Any, url: str = "") -> None:
    """To all of them but whoever did it; the step's words in each one's language."""
    project, actor = row.project, row.record.actor_id
    notify_all(
        kind,
        to=[one for one in to if one.user is None or one.user.pk != actor],
        key=f"{project.code}:{row.record_id}",
        obj=project,
        context={
            "title": project.title,
            "code": project.code,
            "said": _Shortened(said),
            "note": "",
        },
        url=url,
    )


class _Shortened:
    """Words to be put into a sentence, read in the language of whoever reads it."""

    def __init__(self, words: Any) -> None:
        self.words = words

    def __str__(self) -> str:
        return str(self.words).rstrip("。.")
