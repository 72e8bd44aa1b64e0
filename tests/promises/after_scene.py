"""What came after the work of one project, for the tests of every address."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from projects.delivery.checks import SiteCheck
from projects.delivery.models import MicroProject
from projects.delivery.services.checking import open_check
from projects.delivery.splitting import SplittingFlag
from projects.delivery.upkeeps import UpkeepVisit
from tests.cast import Cast
from tests.factories import projects
from tests.factories.accounts import mobile
from tests.factories.funding import a_project
from tests.factories.projects import crew_of, vendor


def after_places(cast: Cast) -> dict[str, Any]:
    """What the blanks of addresses stand for: a closed project, a report, a suspected split."""
    closed = projects.project(cast.community, state="closed", crew=crew_of(cast))
    return {
        "closed": closed.code,
        "check": _report(closed).code,
        "split": _flag(closed).pk,
    }


def _report(project: MicroProject) -> SiteCheck:
    return open_check(
        project, by=None, origin="report", matter="broken", text="松了", contact_phone="13900007777"
    )


def _flag(project: MicroProject) -> SplittingFlag:
    later = a_project(project.area)
    return SplittingFlag.objects.create(
        project=later, other=project, why="title", together=Decimal(90000), cap=Decimal(80000)
    )


def one_more_after(closed: str, number: int) -> None:
    """Another row for every list of what comes after the work."""
    made = MicroProject.objects.get(code=closed)
    _report(made)
    _flag(made)
    UpkeepVisit.objects.create(upkeep=made.upkeep, on=timezone.localdate())
    made.ratings.create(score=5, delivered="yes", phone=mobile())
    contract = made.contract
    contract.pk, contract.project = None, a_project(made.area)
    contract.vendor, contract.number = vendor(made.area), f"HT-Q-{number}"
    contract.save()


def standing_check(cast: Cast) -> SiteCheck:
    """A check that could be anywhere: what an answer needs is there."""
    check = open_check(
        a_project(cast.community), by=None, origin="report", matter="broken", text="松了"
    )
    check.gist, check.answer, check.finding = "扶手松动", "已经拧紧", "mended"
    check.answered_at = timezone.now()
    check.save()
    return check
