"""Projects for the tests of every address: one objected to, one being bought, one under way."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone

from projects.delivery.models import MicroProject
from projects.delivery.public_notices import PublicNotice
from projects.delivery.services import giving
from projects.delivery.services.founding import found_project
from projects.delivery.services.objecting import object_to
from projects.delivery.services.procuring import add_quotation
from projects.delivery.services.working import add_milestone, note_progress
from tests.cast import Cast
from tests.factories import projects
from tests.factories.projects import crew_of, vendor
from tests.promises.after_scene import after_places


def project_places(cast: Cast) -> dict[str, Any]:
    """What the blanks of addresses about projects stand for, in the cast's community."""
    who, today = crew_of(cast), timezone.localdate()
    noticed = projects.project(cast.community, state="public_notice", crew=who)
    object_to(noticed, by=cast.resident, text="雨棚挡光")
    buying = projects.project(cast.community, state="procurement", crew=who)
    seller = vendor(cast.community)
    offer = add_quotation(buying, by=who.clerk, vendor=seller, amount=40_000)
    works = projects.project(cast.community, state="in_progress", crew=who)
    milestone = add_milestone(works, by=who.clerk, title="装扶手", due_on=today)
    return {
        "noticed": noticed.code,
        "objection": noticed.public_notices.get().objections.get().pk,
        "buying": buying.code,
        "offer": offer.pk,
        "vendor": seller.pk,
        "works": works.code,
        "milestone": milestone.pk,
        "gift": giving.pledge(works, by=who.clerk, amount=Decimal(500), donor="云澜商会").pk,
        **after_places(cast),
    }


def one_more_project(cast: Cast, works: str, number: int) -> None:
    """Another row for every list about projects."""
    found_project(area=cast.community, by=cast.community_clerk, **projects.WORDS)
    made = MicroProject.objects.get(code=works)
    by, today = cast.community_clerk, timezone.localdate()
    add_milestone(made, by=by, title=f"第 {number} 步", due_on=today)
    note_progress(made, by=by, text=f"第 {number} 次记录", on=today)
    vendor(cast.community)
    giving.pledge(made, by=by, amount=Decimal(1))
    made.payments.create(purpose="progress", amount=1, voucher=f"PZ-Q-{number}", by=by)


def standing_project(cast: Cast) -> MicroProject:
    """A project that could be anywhere: vote and notice behind it, and a notice still up."""
    made = found_project(
        area=cast.community,
        by=None,
        responsible="榕树头社区居委会",
        supervision_phone="0760-8888 0000",
        **projects.WORDS,
    )
    made.voted_at = made.notice_ended_at = made.closed_at = timezone.now()
    made.save()
    today = timezone.localdate()
    PublicNotice.objects.create(
        project=made,
        days=5,
        starts=today - dt.timedelta(days=9),
        ends=today - dt.timedelta(days=1),
        title=made.title,
        summary=made.summary,
        kind=made.kind,
        budget=made.budget,
        objections_to=made.supervision_phone,
    )
    return made
