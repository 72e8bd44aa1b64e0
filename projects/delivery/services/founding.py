"""How a project begins: with a proposal that was shortlisted."""

from decimal import Decimal
from typing import Any

from core.accounts.models import User
from core.areas.models import Area, Estate
from core.counters.versions import bump
from core.numbers.services import next_code
from core.workflow.engine import start
from projects.delivery import figures
from projects.delivery.models import MicroProject
from projects.delivery.versions import PROJECTS


def found_project(
    *,
    area: Area,
    title: str,
    summary: str,
    kind: str,
    category: str,
    source: str,
    budget: Decimal,
    by: User | None,
    place: str = "",
    beneficiaries: str = "",
    estate: Estate | None = None,
    longitude: float | None = None,
    latitude: float | None = None,
    channel: str = "web",
    **more: Any,
) -> MicroProject:
    """A new project on the shortlist, in public words only; the budget is in yuan.

    `more` are further fields of the project. `by` is who screened the proposal: neither approver,
    acceptor nor payer later (DOMAIN 1.6). Raises IntegrityError for a budget of nothing.
    """
    project = MicroProject(
        area=area,
        code=next_code(area, series="WS"),
        title=title,
        summary=summary,
        kind=kind,
        category=category,
        source=source,
        budget=budget,
        place=place,
        beneficiaries=beneficiaries,
        estate=estate,
        longitude=longitude,
        latitude=latitude,
        **more,
    )
    project.is_fast_track = project.budget < project.rules.fast_track_below
    start(project, by=by, channel=channel)
    figures.first(project, figures.SHORTLISTED)
    bump(PROJECTS)
    return project
