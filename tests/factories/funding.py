"""Books with money, and projects to spend it on, for tests of any room.

book = money(community(), "300000")                 # 民生微实事 of this year
project = a_project(community(), budget="50000")    # just shortlisted
"""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.areas.models import Area
from projects.delivery.models import MicroProject
from projects.delivery.services.founding import found_project
from projects.funding import services
from projects.funding.kinds import ProgrammeKind
from projects.funding.programmes import FundAllocation, FundProgramme


def programme(area: Area, code: str = "MS", **fields: Any) -> FundProgramme:
    """A programme of the area's district, by default the one that pays for micro-projects."""
    fields = {
        "name": "民生微实事",
        "kind": ProgrammeKind.MICRO_PROJECTS,
        "for_projects": True,
        **fields,
    }
    found, _new = FundProgramme.objects.get_or_create(
        area=area.district or area, code=code, defaults=fields
    )
    return found


def money(area: Area, amount: str | int = 0, *, year: int | None = None) -> FundAllocation:
    """The micro-projects' book of an area with so much in it."""
    book = services.open_book(programme(area), area, year or timezone.localdate().year)
    if Decimal(amount):
        services.allocate(book, Decimal(amount), by=None)
    return book


def a_project(area: Area, *, kind: str = "works", budget: str | int = 50000) -> MicroProject:
    """A project that has just been shortlisted."""
    return found_project(
        area=area,
        title="修一修楼道的灯",
        summary="三栋楼的楼道灯坏了，晚上看不见台阶。",
        kind=kind,
        category="safety",
        source="resident",
        budget=Decimal(budget),
        by=None,
    )
