"""Who is reminded of what on the way of a wish, and when (DOMAIN 2.2)."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.notices.recipients import Recipient
from core.notices.reminders import TOO_LATE, Due, Reminder, declare, working_days_before
from volunteers.wishes import telling
from volunteers.wishes.marks import AllMarks, Marks
from volunteers.wishes.models import MicroWish

DAY = dt.timedelta(days=1)
LOOK_BACK = TOO_LATE + 5 * DAY  # older ones were asked in an earlier sweep
When = Callable[[MicroWish, Marks], dt.datetime | None]


def _standing(*states: str) -> QuerySet[MicroWish]:
    rows = MicroWish.objects.filter(status__in=states).select_related(
        "area", "wisher", "submitted_by"
    )
    return rows.order_by("due_at")


def _due(
    rows: Iterable[MicroWish], now: dt.datetime, kind: str, when: When, *, claimers: bool = False
) -> Iterator[Due]:
    """A reminder for each row whose moment has come, once for each time it enters the state."""
    marks = AllMarks()
    for wish in rows:
        own = marks.of(wish.area)
        at = when(wish, own)
        if at is None or not now - LOOK_BACK <= at <= now:
            continue
        days = (now - wish.status_since).days
        until = timezone.localtime(wish.due_at) if wish.due_at else None
        words = telling.public_context(wish) if claimers else telling.context_of(wish, marks=own)
        to = _claimers(wish) if claimers else telling.staff_of(wish)
        context = {**words, "days": days, "until": until.date() if until else ""}
        yield Due(wish, to, kind, f"{wish.status_since:%Y%m%d%H%M}", context, at)


def _claimers(wish: MicroWish) -> list[Recipient]:
    active = wish.claims.filter(ended_at__isnull=True).select_related("claimer")
    return [Recipient(user=claim.claimer) for claim in active]


def unverified(now: dt.datetime) -> Iterable[Due]:
    """Staff, on the morning of the day by which it should be verified."""
    rows = _standing("submitted", "verifying").filter(due_at__lte=now + DAY)

    def morning(wish: MicroWish, marks: Marks) -> dt.datetime | None:
        return working_days_before(wish.due_at, 0) if wish.due_at else None

    return _due(rows, now, "wishes.remind_verify", morning)


def unclaimed(now: dt.datetime) -> Iterable[Due]:
    """Staff, when the wall has not helped: ask a partner directly."""
    rows = _standing("published").filter(due_at__lte=now, due_at__gte=now - LOOK_BACK)
    return _due(rows, now, "wishes.remind_partner", lambda w, m: w.due_at)


def not_contacted(now: dt.datetime) -> Iterable[Due]:
    """The claimer, some days before the claim lapses."""
    rows = _standing("claimed").filter(due_at__gte=now)

    def when(wish: MicroWish, marks: Marks) -> dt.datetime:
        return wish.status_since + marks.contact_reminder_days * DAY

    return _due(rows, now, "wishes.remind_contact", when, claimers=True)


def nearly_due(now: dt.datetime) -> Iterable[Due]:
    """The claimer, some days before the day by which it should be done."""
    rows = _standing("contacted").filter(due_at__gte=now)

    def when(wish: MicroWish, marks: Marks) -> dt.datetime | None:
        return wish.due_at - marks.due_reminder_days * DAY if wish.due_at else None

    return _due(rows, now, "wishes.remind_due", when, claimers=True)


def unconfirmed(now: dt.datetime) -> Iterable[Due]:
    """Staff: call the wisher and ask whether it came true."""
    rows = _standing("fulfilled").filter(due_at__lte=now, due_at__gte=now - LOOK_BACK)
    return _due(rows, now, "wishes.remind_confirm", lambda w, m: w.due_at)


declare(
    Reminder("wishes.unverified", unverified, _("Wishes waiting to be verified")),
    Reminder("wishes.unclaimed", unclaimed, _("Wishes nobody has taken on")),
    Reminder("wishes.not_contacted", not_contacted, _("Claims without contact")),
    Reminder("wishes.nearly_due", nearly_due, _("Wishes nearly due")),
    Reminder("wishes.unconfirmed", unconfirmed, _("Wishes done but not confirmed")),
)
