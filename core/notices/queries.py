"""Reading the outbox: one person's inbox, the deliveries to look after."""

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.accounts.models import User
from core.notices.budget import month_of
from core.notices.kinds import LEAVING, groups_to_choose
from core.notices.models import Channel, Notice, Preference, SmsBudget, Status

MANY = 99
_UNREAD = """
SELECT count(*) FROM (
    SELECT 1 FROM notices_notice
     WHERE user_id = %s AND channel = %s AND status = %s AND read_at IS NULL LIMIT %s
) AS unread
"""
TROUBLE = (Status.UNKNOWN, Status.FAILED, Status.WITHHELD)


def inbox(user: User, *, unread_only: bool = False) -> QuerySet[Notice]:
    """The person's messages; order by ("-sent_at", "-id") is indexed."""
    rows = Notice.objects.inbox_of(user)
    return rows.filter(read_at=None) if unread_only else rows


def unread_count(user: User) -> int:
    """Unread messages, counted up to 99: one query on a partial index.

    By hand, because every page of everybody signed in asks it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, [user.pk, Channel.INBOX, Status.SENT, MANY])
        return int(cursor.fetchone()[0])


def deliveries(user: User, shown: str = "trouble") -> QuerySet[Notice]:
    """Deliveries this person may look after: in trouble and still of use, waiting, or sent."""
    rows = Notice.objects.decidable_by(user).select_related("user", "area")
    if shown == "waiting":
        return rows.filter(status__in=[Status.QUEUED, Status.SENDING])
    if shown == "sent":
        return rows.filter(status=Status.SENT)
    of_use = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return rows.filter(of_use, status__in=TROUBLE)


def budgets(user: User) -> QuerySet[SmsBudget]:
    """This month's text messages of the areas this person looks after, fullest first."""
    here = Q(pk__in=[])
    for area in user.areas_where("notices.decide"):
        here |= Q(area__path__startswith=area.path)
    month = month_of(timezone.now())
    return SmsBudget.objects.filter(here, month=month).select_related("area").order_by("-used")


def preferences_of(user: User) -> dict[tuple[str, str], bool]:
    """What the person wants by (group, channel); yes where nothing was said."""
    said = {(p.group, p.channel): p.wanted for p in Preference.objects.filter(user=user)}
    pairs = [(group, channel) for group in groups_to_choose() for channel in LEAVING]
    return {(g, c.value): said.get((g, c.value), True) for g, c in pairs}
