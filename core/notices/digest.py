"""Several notices held through the night reach one person as one message in the morning."""

import datetime as dt
import time
from collections import Counter
from itertools import accumulate

from django.db import transaction
from django.db.models import Count, Min

from core.notices import wording
from core.notices.kinds import EMAIL, SMS
from core.notices.models import Notice, Status
from core.notices.own_kinds import DIGEST

MANY_TITLES = 5
LONGEST_TEXT = 450  # characters of one text message that holds several in full


def fold_held(now: dt.datetime, *, until: float) -> bool:
    """Fold what was held and may leave now. False when time (monotonic seconds) ran out."""
    waiting = (
        Notice.objects.filter(status=Status.QUEUED, held=True, not_before__lte=now)
        .exclude(kind=DIGEST.name)
        .values("recipient", "channel")
        .annotate(count=Count("pk"), first=Min("pk"))
        .filter(count__gt=1)
        .order_by("first")
    )
    for group in waiting:
        if time.monotonic() > until:
            return False
        fold(group["recipient"], group["channel"], now)
    return True


@transaction.atomic
def fold(recipient: str, channel: str, now: dt.datetime) -> Notice | None:
    """One digest in place of a recipient's held notices; None when fewer than two are free.

    Rows another worker holds are skipped, so nothing is in two digests.
    """
    held = list(
        Notice.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(
            recipient=recipient,
            channel=channel,
            status=Status.QUEUED,
            held=True,
            not_before__lte=now,
        )
        .exclude(kind=DIGEST.name)
        .order_by("created_at", "pk")
    )
    if held and _is_read_nowhere_else(held[-1]):
        held = _that_fit(held)
    if len(held) < 2:
        return None
    digest = _digest_of(held, now)
    digest.save(force_insert=True)
    Notice.objects.filter(pk__in=[n.pk for n in held]).update(status=Status.MERGED, digest=digest)
    return digest


def _is_read_nowhere_else(notice: Notice) -> bool:
    """Without an account there is no inbox: a text that named titles only would lose the rest."""
    return notice.channel == SMS and notice.user_id is None


def _that_fit(held: list[Notice]) -> list[Notice]:
    """As many, oldest first, as one text message holds in full."""
    lengths = accumulate(len(_in_full(one)) for one in held)
    return [one for one, length in zip(held, lengths, strict=True) if length <= LONGEST_TEXT]


def _in_full(notice: Notice) -> str:
    return notice.body or notice.title


def _digest_of(held: list[Notice], now: dt.datetime) -> Notice:
    latest = held[-1]
    chinese = latest.language.startswith("zh")
    if _is_read_nowhere_else(latest):
        told = ("" if chinese else " ").join(_in_full(one) for one in held)
    else:
        titles = [f"{t} ×{n}" if n > 1 else t for t, n in Counter(o.title for o in held).items()]
        told = ("；" if chinese else "; ").join(titles[:MANY_TITLES])
        told += "…" if len(titles) > MANY_TITLES else ""
    context = {"count": len(held), "titles": told}
    text = DIGEST.sms if latest.channel == SMS else DIGEST.body
    body = wording.fill(text, context, latest.language)
    if latest.channel == EMAIL:
        body = "\n\n".join([body, *(f"{one.title}\n{one.body}".strip() for one in held)])
    return Notice(
        user_id=latest.user_id,
        phone=latest.phone,
        name=latest.name,
        recipient=latest.recipient,
        language=latest.language,
        area_id=latest.area_id,
        kind=DIGEST.name,
        channel=latest.channel,
        dedupe_key=f"{DIGEST.name}:{held[0].pk}:{latest.recipient}",
        title=wording.fill(DIGEST.title, context, latest.language),
        body=body,
        params=wording.as_params(context),
        held=True,
        not_before=now,
    )
