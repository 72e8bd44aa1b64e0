"""What a person decides about deliveries that failed, wait for money, or may have arrived."""

import logging

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.accounts.models import User
from core.notices import queueing, quiet
from core.notices.models import Notice, Status

log = logging.getLogger(__name__)


class Decision(models.TextChoices):
    RESEND = "resend", gettext_lazy("Send again")
    ARRIVED = "arrived", gettext_lazy("It arrived")
    DROP = "drop", gettext_lazy("Let it be")


POSSIBLE: dict[str, tuple[Decision, ...]] = {
    Status.UNKNOWN: (Decision.ARRIVED, Decision.RESEND, Decision.DROP),
    Status.FAILED: (Decision.RESEND, Decision.DROP),
    Status.WITHHELD: (Decision.RESEND, Decision.DROP),
}


class NotDecidable(Exception):
    """The delivery is not in a state for this decision; the message is for the person."""


def possible(notice: Notice) -> list[Decision]:
    """What may be decided about it now."""
    choices = POSSIBLE.get(notice.status, ())
    expired = notice.expires_at is not None and notice.expires_at <= timezone.now()
    return [c for c in choices if not (expired and c == Decision.RESEND)]


def decide(notice: Notice, decision: Decision, *, by: User) -> Notice:
    """Carry out a person's decision, once, and keep who decided.

    Sending again uses a new key for the provider, keeps quiet hours and passes the budget.
    Raises PermissionDenied outside the person's scope, NotDecidable when another was quicker.
    """
    with transaction.atomic():
        if not Notice.objects.decidable_by(by).filter(pk=notice.pk).exists():
            raise PermissionDenied
        row: Notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
        if decision not in possible(row):
            raise NotDecidable(_("This delivery was already looked after."))
        now = timezone.now()
        row.decided_by, row.decided_at = by, now
        if decision == Decision.RESEND:
            row.status, row.error, row.claimed_at = Status.QUEUED, "", None
            row.attempts, row.resends = 0, row.resends + 1
            row.not_before = now if row.urgent else quiet.allowed_from(now)
            row.held = False
        elif decision == Decision.ARRIVED:
            row.status, row.sent_at = Status.SENT, row.claimed_at or now
        else:
            row.status = Status.CANCELLED
        row.save()
        queueing.enqueue_after_commit([row])
    log.info("notice %s: %s by user %s", row.pk, decision, by.pk)
    return row
