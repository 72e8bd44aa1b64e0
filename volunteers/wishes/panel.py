"""How the figures of wishes stand on boards and in reports."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area
from core.counters.metrics import counted
from core.counters.panels import Panel, declare_panel
from core.counters.units import Unit
from volunteers.wishes.kinds import WishKind
from volunteers.wishes.models import MicroWish

submitted = counted(
    "wishes.submitted",
    label="提出心愿",
    definition="x。",
    unit=Unit.PIECE,
    kind="wishes",
    states=["submitted"],
)
published = counted(
    "wishes.published",
    label="登上心愿墙",
    definition="本期内登上心愿墙的心愿。",
    unit=Unit.PIECE,
    kind="wishes",
    states=["published"],
    facets=lambda: dict(WishKind.choices),
)
closed = counted(
    "wishes.closed",
    label="圆梦",
    definition="本期内圆梦的心愿。",
    unit=Unit.PIECE,
    kind="wishes",
    states=["closed"],
)
people = counted(
    "wishes.people",
    label="帮助的人",
    definition="本期内圆梦的人。",
    unit=Unit.PERSON,
    kind="wishes",
    states=["closed"],
    measure="people",
)
yuan = counted(
    "wishes.yuan",
    label="圆梦估值",
    definition="本期内圆梦的心愿估值。",
    unit=Unit.YUAN,
    kind="wishes",
    states=["closed"],
    measure="yuan",
)
standing = counted(
    "wishes.standing",
    label="现在进行中",
    definition="还没有办完的心愿。",
    unit=Unit.PIECE,
    kind="wishes",
    states=["submitted", "verifying", "returned", "published", "claimed", "contacted", "fulfilled"],
    stock=True,
)
unclaimed = counted(
    "wishes.unclaimed",
    label="待认领",
    definition="现在在心愿墙上等人认领的心愿。",
    unit=Unit.PIECE,
    kind="wishes",
    states=["published"],
    stock=True,
    rows=lambda a, s, u, user: MicroWish.objects.within(a).filter(status="published"),
)


def closed_titles(area: Area, since: dt.date, until: dt.date) -> Sequence[Sequence[Any]]:
    """Wishes that came true, in the words of the wall; private ones stay private."""
    rows = MicroWish.objects.within(area).filter(
        status="closed", is_private=False, closed_at__date__gte=since, closed_at__date__lte=until
    )
    chosen = rows.select_related("community").order_by("closed_at", "pk")[: LIMIT + 1]
    return [
        [w.code, w.public_title, w.get_kind_display(), w.area.name, date_format(w.closed_at, "n-j")]
        for w in chosen
    ]


LIMIT = 100
declare_panel(
    Panel(
        room="wishes",
        label=_("Micro-wishes"),
        stats=(submitted, published, closed, people, yuan, unclaimed),
        columns=published,
        line=closed,
        split=published,
        split_label=_("By kind"),
        standing=standing,
        table=(submitted, published, closed, people, unclaimed),
    )
)
