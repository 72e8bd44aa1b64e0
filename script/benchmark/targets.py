"""What is asked of the wing of micro-projects."""

import tempfile
from pathlib import Path
from typing import Any

from django.utils import timezone

from benchmark import ballot
from core.areas.models import Area
from core.ui.paging import Cursor
from projects.councils.ballots.models import Ballot
from projects.delivery.models import MicroProject
from projects.funding.programmes import FundAllocation

Target = tuple[str, str, str, bool]  # name, path, session, measured with nothing kept as well
PAGE = 24
VOTES = {"warm": 600, "alone": 250, "busy": 2500}  # more than are cast in the time


def projects(officer: str) -> list[Target]:
    """Public pages first, then those of a district administrator."""
    rows = MicroProject.objects.order_by("-id")
    deep = rows.count() // PAGE - 1
    cursor = Cursor((rows.values_list("id", flat=True)[deep * PAGE],)).write(("-id",))
    told = rows.filter(status="closed")[500]
    district = Area.objects.get(pk=told.district_id)
    book = FundAllocation.objects.get(area=district, year=timezone.localdate().year - 1)
    narrow = f"kind={told.kind}&stage=done&area={told.area.code}"
    return [
        ("projects, visitor", "/projects/?area=", "", True),
        (f"projects, page {deep:,}", f"/projects/?cursor={cursor}", "", True),
        ("projects, filtered", f"/projects/?{narrow}", "", True),
        ("projects, search 古琴 (rare)", "/projects/?q=%E5%8F%A4%E7%90%B4", "", True),
        ("projects, search 路灯 (common)", "/projects/?q=%E8%B7%AF%E7%81%AF", "", True),
        ("map of 500 projects", "/projects/map/", "", True),
        ("a project's story", told.get_absolute_url(), "", True),
        ("budget of the district", f"/projects/budget/{district.code}/", "", True),
        ("a vote's page", Ballot.objects.get(status="open").get_absolute_url(), "", False),
        ("staff queue of projects", "/projects/manage/?tab=due", officer, False),
        ("a fund's book", book.get_absolute_url(), officer, False),
    ]


def votes() -> dict[str, Any]:
    """Where votes are sent, and files of votes to cast: a few for each run of the load."""
    folder = Path(tempfile.mkdtemp(prefix="votes"))
    files: dict[str, list[str]] = {"warm": [], "alone": [], "busy": []}
    for name, count in (("warm", 1), ("alone", 3), ("busy", 1)):
        for n in range(count):
            lines = ballot.fresh_votes(VOTES[name])
            file = folder / f"{name}-{n}"
            file.write_text("\n".join(lines) + "\n")
            files[name].append(str(file))
    code = Ballot.objects.get(status="open").code
    return {"path": f"/api/v1/ballots/{code}/votes/", "files": files}
