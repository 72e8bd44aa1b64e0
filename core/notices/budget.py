"""Text messages cost money: each area has so many a month, and its staff is warned in time."""

import datetime as dt

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from core.accounts.abilities import roles_with
from core.accounts.models import RoleGrant, User
from core.areas.models import Area
from core.notices.models import Notice, SmsBudget
from core.notices.own_kinds import BUDGET_WARNING

WARN_AT = 0.8


def parts(text: str) -> int:
    """How many messages the provider bills: 70 characters, or 67 each when it takes several."""
    return 1 if len(text) <= 70 else -(-len(text) // 67)


def month_of(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment).replace(day=1)


def spend(notice: Notice, now: dt.datetime) -> bool:
    """Take this text message from its area's month; False when nothing is left.

    Urgent ones, and those a person decided to send, are counted but never held back. Without
    an area there is no budget. Call it inside the transaction that claims the notice.
    """
    area_id = notice.community_id or notice.area_id
    if area_id is None:
        return True
    month, count = month_of(now), parts(notice.body)
    SmsBudget.objects.bulk_create(
        [SmsBudget(area_id=area_id, month=month, allowed=settings.SMS_MONTHLY_BUDGET)],
        ignore_conflicts=True,
    )
    budget = SmsBudget.objects.filter(area_id=area_id, month=month)
    free = (
        budget
        if notice.urgent or notice.decided_at
        else budget.filter(used__lte=F("allowed") - count)
    )
    taken = free.update(used=F("used") + count) == 1
    near = budget.filter(warned_at=None, used__gte=F("allowed") * WARN_AT)
    if (not taken or near.exists()) and budget.filter(warned_at=None).update(warned_at=now):
        _warn(budget.select_related("area").get())
    return taken


def give_back(notice: Notice) -> None:
    """The provider did not take it: it costs nothing."""
    area_id = notice.community_id or notice.area_id
    if area_id is None or notice.claimed_at is None:
        return
    count = parts(notice.body)
    SmsBudget.objects.filter(
        area_id=area_id, month=month_of(notice.claimed_at), used__gte=count
    ).update(used=F("used") - count)


def deciders(area: Area) -> list[User]:
    """Those who look after deliveries nearest to this area: its own staff, else the next up."""
    codes = [code for code in area.path.split("/") if code]
    grants = RoleGrant.objects.in_force().filter(
        area__code__in=codes, role__in=roles_with("notices.decide"), user__is_active=True
    )
    by_depth: dict[int, list[User]] = {}
    for grant in grants.select_related("user", "area"):
        by_depth.setdefault(len(grant.area.path), []).append(grant.user)
    return list({u.pk: u for u in by_depth[max(by_depth)]}.values()) if by_depth else []


def _warn(budget: SmsBudget) -> None:
    # here, because writing notices and counting their cost need each other
    from core.notices.services import Recipient, notify  # noqa: PLC0415

    for user in deciders(budget.area):
        notify(
            BUDGET_WARNING.name,
            to=Recipient(user=user),
            key=f"{budget.area_id}:{budget.month:%Y-%m}",
            area=budget.area,
            context={"area": budget.area, "used": budget.used, "allowed": budget.allowed},
        )
