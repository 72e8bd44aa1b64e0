"""Messages that cannot wait for a worker: sign-in codes."""

import datetime as dt

from django.db import transaction
from django.utils import timezone, translation

from core.areas.models import Area
from core.notices.delivery import deliver
from core.notices.kinds import SMS
from core.notices.models import Notice, Status
from core.notices.own_kinds import CODE
from core.notices.recipients import Recipient
from core.notices.wording import as_params

VALID = dt.timedelta(minutes=10)


def send_now(
    phone: str, text: str, *, key: str, urgent: bool = True, area: Area | None = None
) -> bool:
    """Send a short-lived text message in this very call, without queue or worker.

    True when the provider took it. The same key again sends nothing and tells what became of
    the first. After ten minutes an unsent one is dropped; once sent, its words are erased.
    Inside a transaction it leaves after the commit and the answer is True.
    """
    to = Recipient(phone=phone)
    now = timezone.now()
    dedupe_key = f"{CODE.name}:{key}:{to.token}"
    row = Notice(
        phone=phone,
        recipient=to.token,
        language=translation.get_language() or to.language,
        area=area,
        kind=CODE.name,
        channel=SMS,
        dedupe_key=dedupe_key,
        title=str(CODE.title),
        body=text,
        params=as_params({"text": text}),
        urgent=urgent,
        not_before=now,
        expires_at=now + VALID,
    )
    Notice.objects.bulk_create([row], ignore_conflicts=True)
    notice = Notice.objects.get(dedupe_key=dedupe_key, channel=SMS)
    try:
        deliver(notice.pk)
    except RuntimeError:  # in a transaction: claims must be committed before anything leaves
        transaction.on_commit(lambda: deliver(notice.pk))
        return True
    notice.refresh_from_db(fields=["status"])
    return notice.status == Status.SENT
