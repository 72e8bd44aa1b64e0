"""Ten thousand micro-projects with all that hangs on them, written past the services but through
every constraint and trigger of the database."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from benchmark import ballot, ledger
from benchmark.around import write_around
from core.areas.models import Area
from core.counters.rebuilding import rebuild
from core.counters.services import fold_all
from core.workflow.models import TransitionRecord
from projects.delivery.kinds import Category, ProjectKind, Source
from projects.delivery.models import MicroProject
from projects.delivery.states import OPEN
from projects.delivery.workflow import PROJECT
from projects.proposals.models import Proposal
from projects.proposals.workflow import PROPOSAL

PROJECTS, SUPPORTERS = 10_000, 10  # the latter for each
BATCH = 1_000
THINGS = (
    *("路灯", "扶手", "雨棚", "充电桩", "健身器材", "花坛", "排水沟", "无障碍坡道"),
    *("晾衣架", "监控", "书画课程", "养老服务", "儿童乐园", "停车棚"),
)
PLACES = ("一号楼", "南门", "中心花园", "活动室", "北侧小路", "幼儿园旁", "老年食堂", "广场")
LINE = (
    *("shortlisted", "deliberating", "voting", "vote_passed", "public_notice", "notice_passed"),
    *("street_review", "approved", "procurement", "contracted", "in_progress"),
    *("acceptance_pending", "accepted", "settlement", "settled", "evaluating", "closed"),
)
ENDS = {"rejected": "street_review", "terminated": "in_progress"}  # from where
DATED = {
    "vote_passed": ("first_passed_at", "voted_at"),
    "public_notice": (),
    "notice_passed": ("notice_ended_at",),
    "approved": ("approved_at",),
    "in_progress": ("started_at",),
    "accepted": ("accepted_at",),
    "closed": ("closed_at",),
}
KINDS = (
    *("project", "project_steps", "project_categories", "project_sources"),
    *("proposal", "proposal_steps", "proposal_categories", "proposal_support"),
    *("ledger", "project_ratings"),
)


@dataclass(frozen=True)
class Step:
    """One move of one project."""

    name: str
    source: str
    target: str
    at: dt.datetime


def _status(n: int) -> str:
    """The last fifteen percent are under way, spread over all states; most others are done."""
    if n > PROJECTS * 0.85:
        return LINE[n % 16]
    return "rejected" if n % 25 == 0 else "terminated" if n % 30 == 1 else "closed"


def way_to(status: str) -> list[str]:
    """The states on the way to one, the first included."""
    before = ENDS.get(status)
    return [*LINE[: LINE.index(before or status) + 1], *([status] if before else [])]


def steps_of(workflow: Any, states: list[str], began: dt.datetime) -> list[Step]:
    """The moves of the table along these states, at most four days from one to the next."""
    pace = min((timezone.now() - began) / (len(states) + 1), dt.timedelta(days=4))
    found = [Step(workflow.start, "", states[0], began)]
    for no, (source, target) in enumerate(pairwise(states), 1):
        name = next(
            t.name for t in workflow.transitions if source in t.sources and t.target == target
        )
        found.append(Step(name, source, target, began + pace * no))
    return found


def _project(n: int, area: Area) -> tuple[MicroProject, list[Step]]:
    began = timezone.now() - dt.timedelta(days=730) * (1 - n / (PROJECTS + 1))
    steps = steps_of(PROJECT, way_to(_status(n)), began)
    thing, place = THINGS[n % len(THINGS)], PLACES[n % len(PLACES)]
    rare = "，旁边的古琴社也用得上" if n % 1000 == 7 else ""
    kind = ProjectKind.values[n % 3]
    budget = Decimal(20_000 + n % 90 * 1_000)
    state = steps[-1].target
    waits = state in OPEN and PROJECT.by_state[state].limit is not None
    project = MicroProject(
        code=f"WSBN{n:08d}",
        area=area,
        title=f"{place}{thing}",
        summary=f"居民提议在{place}做{thing}{rare}。" * 3,
        beneficiaries="附近三百户居民",
        place=f"{area.name}{place}",
        longitude=117.6 + n % 400 / 1000,
        latitude=24.4 + n % 300 / 1000,
        kind=kind,
        category=Category.values[n % len(Category.values)],
        source=Source.values[n % len(Source.values)],
        budget=budget,
        responsible=f"{area.name}居委会",
        supervision_phone="0596-2000000",
        status=steps[-1].target,
        status_since=steps[-1].at,
        due_at=steps[-1].at + dt.timedelta(days=7) if waits else None,
        created_at=began,
        counted={"facet": kind, "figures": {"count": "1", "yuan": str(budget)}},
    )
    for step in steps:
        for column in DATED.get(step.target, ()):
            setattr(project, column, step.at)
    return project, steps


def _proposal(project: MicroProject) -> tuple[Proposal, list[Step]]:
    submitted = project.created_at - dt.timedelta(days=9)
    states = ["submitted", "screening", "shortlisted"]
    steps = steps_of(PROPOSAL, states, submitted)
    proposal = Proposal(
        code=project.code.replace("WS", "TA"),
        area=project.area,
        title=project.title,
        text=project.summary,
        public_title=project.title,
        public_text=project.summary[:600],
        public_since=steps[-1].at,
        place=project.place,
        longitude=project.longitude,
        latitude=project.latitude,
        rough_cost=project.budget,
        kind=project.kind,
        category=project.category,
        source=project.source,
        tracking_code=f"BENCH{project.code}",
        first_of_year=True,
        project=project,
        status="shortlisted",
        status_since=steps[-1].at,
        created_at=submitted,
        counted={
            "facet": project.source,
            "figures": {"count": "1", "yuan": str(project.budget)},
        },
    )
    return proposal, steps


def _records(kind: str, obj: Any, steps: list[Step]) -> Iterator[TransitionRecord]:
    for step in steps:
        yield TransitionRecord(
            kind=kind,
            object_id=obj.pk,
            area=obj.area,
            name=step.name,
            from_state=step.source,
            to_state=step.target,
            part="system",
            channel="import",
            at=step.at,
        )


_SUPPORTERS = """
INSERT INTO projects_supporter (proposal_id, counted_in_id, basis, user_id, contact_phone,
    phone_index, known_as, name_index, by_staff, first_of_year, at)
SELECT p.id, p.id, 'supporter', (%(users)s::bigint[])[1 + (p.id * 37 + k * 4999) %% %(count)s],
       '', '', '', '', false, k = 1, p.created_at + k * interval '11 hours'
  FROM projects_proposal p, generate_series(1, %(each)s) AS k
"""
_FOLLOWERS = """
INSERT INTO projects_follow (project_id, user_id, phone, phone_index, since)
SELECT p.project_id, s.user_id, '', '', s.at
  FROM projects_supporter s JOIN projects_proposal p ON p.id = s.proposal_id
"""


def load(district: Area) -> None:
    """All of it, in one district."""
    communities = list(Area.objects.filter(district=district, level="community").order_by("code"))
    voters = ballot.make_voters(communities, 1, ballot.VOTERS)
    projects = _projects(communities)
    with transaction.atomic(), connection.cursor() as cursor:
        users = [user.pk for user in voters]
        asked = {"users": users, "count": len(users), "each": SUPPORTERS}
        cursor.execute(_SUPPORTERS, asked)
        cursor.execute(_FOLLOWERS)
    write_around(district, projects, voters)
    ledger.load(district, projects)
    ballot.load(district, voters, projects)
    rebuild(KINDS)
    fold_all()


def _projects(communities: list[Area]) -> list[MicroProject]:
    projects = []
    for first in range(1, PROJECTS + 1, BATCH):
        made = [
            _project(n, communities[n * 7919 % len(communities)])
            for n in range(first, min(first + BATCH, PROJECTS + 1))
        ]
        with transaction.atomic():
            projects += MicroProject.objects.bulk_create([project for project, _ in made])
            proposals = [_proposal(project) for project, _ in made]
            Proposal.objects.bulk_create([proposal for proposal, _ in proposals])
            log = [r for obj, steps in made for r in _records("project", obj, steps)]
            log += [r for obj, steps in proposals for r in _records("proposal", obj, steps)]
            TransitionRecord.objects.bulk_create(log, batch_size=BATCH)
    return projects
