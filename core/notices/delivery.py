"""Out of the house: claim, hand over, write down what became of it.

The claim is committed before the provider is called, so a row is handed over at most once.
A crash in between leaves it in `sending`; `resolve_stuck` asks the provider by our key, and
where nobody can tell, a person decides. Nothing of unknown fate is sent again by itself.
"""

import datetime as dt
import json
import logging
import time

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.notices import budget, digest, quiet, reasons
from core.notices.channels import email, port
from core.notices.channels.port import Outcome, Result
from core.notices.kinds import EMAIL, INBOX, SMS
from core.notices.models import Notice, Status
from core.notices.own_kinds import CODE
from core.privacy.phones import is_mobile

log = logging.getLogger(__name__)
STUCK_AFTER = dt.timedelta(minutes=10)  # well beyond the time limit of a task, 60 s
RETRY_AFTER_MINUTES = (1, 5, 15, 60, 240)
BATCH = 50


def deliver(notice_id: int) -> str:
    """Deliver one notice if it waits and may leave. Returns its status, or "skipped".

    Raises RuntimeError inside a transaction: the claim must be committed on its own.
    """
    notice = claim(notice_id)
    if notice is None:
        return "skipped"
    if notice.status != Status.SENDING:
        return notice.status
    try:
        result = _hand_over(notice)
    except Exception:
        log.exception("notice %s: the sender failed", notice.pk)
        result = Result(Outcome.UNKNOWN, error=reasons.SENDER_FAILED)
    return settle(notice, result)


def claim(notice_id: int) -> Notice | None:
    """Take a waiting notice for delivery, or put it where it belongs now; None if not free."""
    now = timezone.now()
    with transaction.atomic(durable=True):
        notice: Notice | None = (
            Notice.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(pk=notice_id, status=Status.QUEUED, not_before__lte=now)
            .first()
        )
        if notice is None:
            return None
        _place(notice, now)
        notice.save(
            update_fields=[
                "status",
                "error",
                "held",
                "not_before",
                "claimed_at",
                "attempts",
                "sent_at",
            ]
        )
        return notice


def _place(notice: Notice, now: dt.datetime) -> None:
    if notice.expires_at and notice.expires_at <= now:
        notice.status, notice.error = Status.CANCELLED, reasons.EXPIRED
    elif notice.channel == INBOX:
        notice.status, notice.sent_at = Status.SENT, now
    elif not notice.urgent and quiet.is_quiet(now):
        notice.held, notice.not_before = True, quiet.allowed_from(now)
    elif notice.channel == SMS and not budget.spend(notice, now):
        notice.status, notice.error = Status.WITHHELD, reasons.OVER_BUDGET
    else:
        notice.status, notice.claimed_at = Status.SENDING, now
        notice.attempts += 1


def _hand_over(notice: Notice) -> Result:
    if notice.channel == SMS:
        phone = notice.phone or (notice.user.phone if notice.user else "")
        if not phone:
            return Result(Outcome.REFUSED, error=reasons.NO_ADDRESS)
        if not is_mobile(phone):
            return Result(Outcome.REFUSED, error=reasons.LANDLINE)
        return port.sms_sender().send(
            phone,
            notice.body,
            key=notice.provider_key,
            template=notice.kind,
            params=json.loads(notice.params),
        )
    if notice.channel == EMAIL and notice.user and notice.user.email:
        return email.send(notice.user.email, notice.title, notice.body, key=notice.provider_key)
    return Result(Outcome.REFUSED, error=reasons.NO_ADDRESS)


def settle(notice: Notice, result: Result) -> str:
    """Write down what became of this claim; an older claim than the row's changes nothing.

    Without a certain answer the row stays in `sending` until `resolve_stuck` looks at it.
    """
    now = timezone.now()
    changes: dict[str, object] = {"error": result.error[:300]}
    if result.outcome == Outcome.ACCEPTED:
        changes |= {"status": Status.SENT, "sent_at": now, "provider_id": result.provider_id}
        if notice.kind == CODE.name:
            changes |= {"body": "", "params": "{}"}  # a used code is nobody's business
    elif result.outcome == Outcome.REFUSED:
        changes |= {"status": Status.FAILED}
    elif result.outcome == Outcome.TRY_LATER and notice.attempts <= len(RETRY_AFTER_MINUTES):
        wait = dt.timedelta(minutes=RETRY_AFTER_MINUTES[notice.attempts - 1])
        changes |= {"status": Status.QUEUED, "not_before": now + wait, "claimed_at": None}
    elif result.outcome == Outcome.TRY_LATER:
        changes |= {"status": Status.FAILED}
    mine = Q(status=Status.SENDING)
    if result.outcome == Outcome.ACCEPTED:
        mine |= Q(status=Status.UNKNOWN)  # a late answer is better than a person's guess
    with transaction.atomic():
        rows = Notice.objects.filter(mine, pk=notice.pk, claimed_at=notice.claimed_at)
        written = rows.update(**changes)
        untaken = result.outcome in (Outcome.REFUSED, Outcome.TRY_LATER)
        if written and untaken and notice.channel == SMS:
            budget.give_back(notice)
    return str(changes.get("status", Status.SENDING)) if written else "skipped"


def deliver_due(*, seconds: float = 45.0) -> int:
    """Fold digests, then deliver what waits and may leave, oldest first, for so long.

    Several may run at once: each row is claimed by one. Returns how many were looked at.
    """
    until = time.monotonic() + seconds
    if not digest.fold_held(timezone.now(), until=until):
        return 0
    seen: set[int] = set()
    while time.monotonic() < until:
        waiting = Notice.objects.filter(status=Status.QUEUED, not_before__lte=timezone.now())
        batch = waiting.exclude(pk__in=seen).order_by("-urgent", "not_before", "pk")
        ids = list(batch.values_list("pk", flat=True)[:BATCH])
        if not ids:
            break
        for notice_id in ids:
            seen.add(notice_id)
            deliver(notice_id)
            if time.monotonic() > until:
                break
    return len(seen)


def resolve_stuck(*, older_than: dt.timedelta = STUCK_AFTER) -> int:
    """Settle rows left in `sending`: ask the provider, else leave it to a person.

    Returns how many were looked at.
    """
    limit = timezone.now() - older_than
    stuck = list(
        Notice.objects.filter(status=Status.SENDING, claimed_at__lt=limit).order_by("pk")[:200]
    )
    for notice in stuck:
        result = _fate(notice)
        if result.outcome == Outcome.UNKNOWN:
            Notice.objects.filter(
                pk=notice.pk, status=Status.SENDING, claimed_at=notice.claimed_at
            ).update(status=Status.UNKNOWN)
        else:
            settle(notice, result)
    return len(stuck)


def _fate(notice: Notice) -> Result:
    if notice.channel != SMS or notice.claimed_at is None:
        return port.CANNOT_TELL
    phone = notice.phone or (notice.user.phone if notice.user else "")
    day = f"{timezone.localtime(notice.claimed_at):%Y%m%d}"
    try:
        return port.sms_sender().fate(phone, key=notice.provider_key, day=day)
    except Exception:
        log.exception("notice %s: the provider could not be asked", notice.pk)
        return port.CANNOT_TELL
