"""Checked lists on their way in: long work as a row, with its state, its progress and its end."""

import uuid

from django.core.cache import cache
from django.db import models
from django.utils import timezone

from core.accounts.models import User
from core.areas.models import Area
from core.privacy.fields import EncryptedTextField

_KEPT_SECONDS = 15 * 60


class AbstractHeldList(models.Model):
    """One list a person sent and we checked: taken in whole, or not at all.

    `text` is the list, until it is in or given up; `outcome` then names what was made, or the
    faults. Both are erased after a day. While somebody takes the list in, the row is locked: a
    row that says so and is not locked belongs to a process that died.
    """

    class Stage(models.TextChoices):
        WAITING = "waiting"
        WORKING = "working"
        DONE = "done"
        REFUSED = "refused"
        GIVEN_UP = "given_up"

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    text = EncryptedTextField(blank=True, default="")
    rows = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    outcome = EncryptedTextField(blank=True, default="")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.key)

    @property
    def is_over(self) -> bool:
        return self.stage not in (self.Stage.WAITING, self.Stage.WORKING)

    @property
    def entered(self) -> int:
        """How many rows are entered by now, though nobody sees them before the last one is.

        Kept beside the database, because a transaction shows nothing until it ends.
        """
        return int(cache.get(self._progress_key(), 0))

    def note_entered(self, rows: int) -> None:
        cache.set(self._progress_key(), rows, _KEPT_SECONDS)

    def _progress_key(self) -> str:
        return f"list:{self.key}:{self.attempts}"
