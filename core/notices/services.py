"""Verbs of the outbox: tell someone, read, prefer, and decide what a crash left open."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone, translation

from core.accounts.models import User
from core.areas.models import Area
from core.notices import queueing, quiet, reasons, wording
from core.notices.codes import send_now
from core.notices.kinds import EMAIL, INBOX, LEAVING, SMS, Channel, NoticeKind, groups, kind_named
from core.notices.models import Notice, Preference, Status
from core.notices.recipients import Recipient

__all__ = ["Recipient", "mark_all_read", "mark_read", "notify", "notify_all", "prefer", "send_now"]

_LONGEST_KEY = 150


def notify(
    kind: str,
    *,
    to: Recipient,
    key: str,
    obj: models.Model | None = None,
    area: Area | None = None,
    context: Mapping[str, Any],
    not_before: dt.datetime | None = None,
    url: str = "",
) -> list[Notice]:
    """Write one notice per channel in the caller's transaction; it leaves after the commit.

    The same (kind, key, recipient) asked again adds nothing, whatever runs at the same time.
    A recipient who does not exist, left no address or wants none is passed over in silence;
    one with a landline only appears among the failed deliveries, so that somebody calls.
    `area` is the object's, else the person's community; `url` the object's page.
    Raises KeyError for an unknown kind and MissingField when the context lacks a field.
    """
    return notify_all(
        kind,
        to=[to],
        key=key,
        obj=obj,
        area=area,
        context=context,
        not_before=not_before,
        url=url,
    )


def notify_all(
    kind: str,
    *,
    to: Iterable[Recipient],
    key: str,
    obj: models.Model | None = None,
    area: Area | None = None,
    context: Mapping[str, Any],
    not_before: dt.datetime | None = None,
    url: str = "",
) -> list[Notice]:
    """What `notify` does, for many at once and with as few questions as for one.

    Lazy values of the context are read in each recipient's language.
    """
    declared = kind_named(kind)
    people = [one for one in to if one.exists]
    refused = _refusals(declared, people)
    rows = [
        _row(declared, channel, one, key, obj, area, context, not_before, url)
        for one in people
        for channel in _ways(declared, one, refused)
    ]
    if not rows:
        return []
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    written = list(Notice.objects.filter(dedupe_key__in={row.dedupe_key for row in rows}))
    queueing.enqueue_after_commit(written)
    return written


def _ways(kind: NoticeKind, to: Recipient, refused: set[tuple[int, str]]) -> list[Channel]:
    """How this person hears of it; e-mail also stands in for a text message not wanted."""
    ways = to.reachable_by(kind.channels)
    if to.user is None:
        return ways
    no = {channel for pk, channel in refused if pk == to.user.pk}
    if SMS in no and SMS in ways and EMAIL not in ways and to.user.email:
        ways.append(EMAIL)
    return [way for way in ways if way not in no]


def _refusals(kind: NoticeKind, people: Iterable[Recipient]) -> set[tuple[int, str]]:
    """Who does not want this kind through which channel."""
    users = [one.user for one in people if one.user]
    if kind.compulsory or not users:
        return set()
    said_no = Preference.objects.filter(user__in=users, group=kind.group, wanted=False)
    return set(said_no.values_list("user_id", "channel"))


def _row(
    kind: NoticeKind,
    channel: Channel,
    to: Recipient,
    key: str,
    obj: models.Model | None,
    area: Area | None,
    context: Mapping[str, Any],
    not_before: dt.datetime | None,
    url: str,
) -> Notice:
    if len(key) > _LONGEST_KEY:
        raise ValueError("a notice key may have at most 150 characters")
    now = timezone.now()
    wanted = max(now, not_before or now)
    leaves = wanted if kind.urgent or channel not in LEAVING else quiet.allowed_from(wanted)
    at_once = channel == INBOX and wanted == now
    mute = channel == SMS and not to.takes_texts
    with translation.override(to.language):
        params = wording.as_params({name: context[name] for name in kind.fields & context.keys()})
    return Notice(
        user=to.user,
        phone=to.phone if not to.user else "",
        name=to.name if not to.user else "",
        recipient=to.token,
        language=to.language,
        area_id=_area_id(obj, area, to),
        kind=kind.name,
        channel=channel,
        dedupe_key=f"{kind.name}:{key}:{to.token}",
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        url=url or getattr(obj, "get_absolute_url", str)(),
        title=wording.fill(kind.title, context, to.language),
        body=wording.fill((channel == SMS and kind.sms) or kind.body, context, to.language),
        params=params,
        urgent=kind.urgent,
        held=leaves > wanted,
        not_before=leaves,
        status=Status.FAILED if mute else Status.SENT if at_once else Status.QUEUED,
        error=reasons.LANDLINE if mute else "",
        sent_at=now if at_once else None,
    )


def _area_id(obj: models.Model | None, area: Area | None, to: Recipient) -> int | None:
    if area is not None:
        return area.pk
    return getattr(obj, "area_id", None) or (to.user.community_id if to.user else None)


def mark_read(user: User, notices: Iterable[int]) -> int:
    """Mark these of the person's inbox read; what still waits elsewhere is cancelled.

    Ids of other people's notices are passed over. Returns how many were unread.
    """
    return _read(Notice.objects.inbox_of(user).filter(pk__in=list(notices)))


def mark_all_read(user: User) -> int:
    """Mark the person's whole inbox read. Returns how many were unread."""
    return _read(Notice.objects.inbox_of(user))


@transaction.atomic
def _read(inbox: models.QuerySet[Notice]) -> int:
    unread = inbox.filter(read_at=None)
    keys = list(unread.values_list("dedupe_key", flat=True))
    count = unread.update(read_at=timezone.now())
    Notice.objects.filter(dedupe_key__in=keys, channel__in=LEAVING, status=Status.QUEUED).update(
        status=Status.CANCELLED, error=""
    )
    return count


def prefer(user: User, group: str, channel: str, *, wanted: bool) -> None:
    """Keep a person's word on one group and channel. Raises ValueError for unknown ones."""
    if group not in groups() or channel not in LEAVING:
        raise ValueError(f"no preference for {group!r} through {channel!r}")
    Preference.objects.update_or_create(
        user=user, group=group, channel=channel, defaults={"wanted": wanted}
    )
