"""Steps of projects whose news are still to be written: one row a step, however many follow."""

from django.db import models

from core.notices.queueing import start_after_commit
from core.workflow.models import TransitionRecord
from projects.delivery.tasks import tell_followers


class Telling(models.Model):
    """One step of a project that its followers have not all been told of.

    Written in the step's transaction; the background work writes the notices in batches, moves
    `told_up_to` in the same transaction as each batch, and deletes the row with the last one.
    """

    record = models.OneToOneField(TransitionRecord, models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.MicroProject", models.CASCADE, related_name="+")
    told_up_to = models.BigIntegerField(default=0, help_text="id of the last follower told")

    def __str__(self) -> str:
        return f"{self.project_id} · {self.record_id}"


def to_be_told(record: TransitionRecord) -> None:
    """Keep that this step is to be told, and start that once it is committed."""
    row = Telling.objects.create(record=record, project_id=record.object_id)
    start_after_commit(
        lambda pk: tell_followers.apply_async((pk,), retry=False, ignore_result=True), [row.pk]
    )
