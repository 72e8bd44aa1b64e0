"""What hangs on a project as it goes on: council, notice, contract, works, panel, upkeep."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from core.accounts.models import User
from core.areas.models import Area
from core.workflow.models import TransitionRecord
from projects.councils.bodies import CouncilCharter, ResidentsCouncil
from projects.councils.meetings.models import AgendaItem, Meeting, Motion
from projects.delivery.acceptances import Acceptance, AcceptanceLine, PanelMember
from projects.delivery.contracts import Contract, ContractItem
from projects.delivery.models import MicroProject
from projects.delivery.procurement import Quotation, Vendor
from projects.delivery.public_notices import Objection, PublicNotice
from projects.delivery.ratings import Rating
from projects.delivery.settlements import Settlement
from projects.delivery.upkeeps import LookBack, Upkeep, UpkeepVisit
from projects.delivery.works import Milestone, ProgressNote

BATCH = 2_000
VENDORS = 40
ITEMS = ("土建", "材料", "安装")
RATINGS = 6
DAY = dt.timedelta(days=1)
Projects = Sequence[MicroProject]


def write_around(district: Area, projects: Projects, voters: Sequence[User]) -> None:
    """Everything but the money, for each project as far as it has come."""
    with transaction.atomic():
        _council(projects)
        _notices(projects)
        _contracts(district, [p for p in projects if p.started_at])
        _works([p for p in projects if p.started_at])
        _panels([p for p in projects if p.accepted_at])
        _after([p for p in projects if p.closed_at], voters)


def _put(model: Any, rows: Iterable[Any]) -> list[Any]:
    return model._default_manager.bulk_create(rows, batch_size=BATCH)


def _council(projects: Projects) -> None:
    """A council for each community and one meeting a year, which decided on all its projects."""
    decided = [p for p in projects if p.voted_at]
    areas = {p.area_id: p.area for p in decided}
    councils = {
        c.area_id: c
        for c in _put(
            ResidentsCouncil,
            (ResidentsCouncil(area=a, name=f"{a.name}居民议事会") for a in areas.values()),
        )
    }
    charters = {
        c.council_id: c
        for c in _put(
            CouncilCharter,
            (CouncilCharter(council=c, version=1, text="章程") for c in councils.values()),
        )
    }
    first = {(p.area_id, _at(p.voted_at).year): _at(p.voted_at) for p in reversed(decided)}
    meetings = _put(
        Meeting,
        (_meeting(councils[area], charters, at) for (area, _year), at in first.items()),
    )
    _put(TransitionRecord, (_called(meeting) for meeting in meetings))
    by_year = {(m.area_id, m.starts_at.year): m for m in meetings}
    places: dict[int, int] = {}
    items = []
    for project in decided:
        meeting = by_year[project.area_id, _at(project.voted_at).year]
        places[meeting.pk] = places.get(meeting.pk, 0) + 1
        items.append(
            AgendaItem(
                meeting=meeting, position=places[meeting.pk], title=project.title, project=project
            )
        )
    _put(Motion, (_motion(item) for item in _put(AgendaItem, items)))


def _at(moment: dt.datetime | None) -> dt.datetime:
    assert moment is not None
    return moment


def _meeting(council: ResidentsCouncil, charters: dict[int, Any], at: dt.datetime) -> Meeting:
    return Meeting(
        code=f"YSBN{council.area.code}{at.year}",
        area=council.area,
        council=council,
        charter=charters[council.pk],
        title="议事会",
        starts_at=at,
        place="活动室",
        members_in_office=19,
        opened_at=at,
        closed_at=at,
        minutes="记录。",
        published_at=at,
        status="minutes_published",
        status_since=at,
        created_at=at,
    )


def _called(meeting: Meeting) -> TransitionRecord:
    return TransitionRecord(
        kind="meeting",
        object_id=meeting.pk,
        area=meeting.area,
        name="publish_minutes",
        to_state=meeting.status,
        part="system",
        channel="import",
        at=meeting.starts_at,
    )


def _motion(item: AgendaItem) -> Motion:
    votes = {"present": 15, "recused": 0, "in_favour": 12, "against": 2, "abstained": 1}
    return Motion(
        meeting=item.meeting,
        item=item,
        project=item.project,
        text=f"是否实施{item.title}",
        outcome="passed",
        decided_at=item.meeting.starts_at,
        **votes,
    )


def _notices(projects: Projects) -> None:
    """One for each, up or ended; every tenth met an objection, which was answered."""
    shown = [p for p in projects if p.notice_ended_at or p.status == "public_notice"]
    notices = _put(PublicNotice, (_notice(p) for p in shown))
    _put(
        Objection,
        (
            Objection(
                notice=notice,
                text="会不会影响通行？",
                gist="有居民担心影响通行。",
                answer="施工期间留出通道。",
                answered_at=notice.ended_at,
            )
            for notice in notices[::10]
            if notice.ended_at
        ),
    )


def _notice(project: MicroProject) -> PublicNotice:
    starts = _at(project.voted_at).date() + DAY
    return PublicNotice(
        project=project,
        days=5,
        starts=starts,
        ends=starts + 7 * DAY,
        ended_at=project.notice_ended_at,
        title=project.title,
        summary=project.summary,
        place=project.place,
        kind=project.kind,
        budget=project.budget,
        fund="民生微实事",
        beneficiaries=project.beneficiaries,
        vote="12 票赞成",
        objections_to="居委会 0596-2000000",
    )


def _contracts(district: Area, projects: Projects) -> None:
    """Three offers, one contract of three items; forty vendors share them."""
    names = [f"第{n}工程有限公司" for n in range(1, VENDORS + 1)]
    vendors = _put(Vendor, (Vendor(area=district, name=name) for name in names))
    _put(
        Quotation,
        (
            Quotation(
                project=p,
                vendor=vendors[(n + k) % VENDORS],
                amount=p.budget + k * 100,
                on=_at(p.approved_at).date(),
            )
            for n, p in enumerate(projects)
            for k in range(3)
        ),
    )
    contracts = _put(
        Contract,
        (
            Contract(
                project=p,
                vendor=vendors[n % VENDORS],
                number=f"HT{p.code}",
                amount=p.budget,
                signed_on=_at(p.started_at).date(),
                starts=_at(p.started_at).date(),
                ends=_at(p.started_at).date() + 60 * DAY,
            )
            for n, p in enumerate(projects)
        ),
    )
    _put(
        ContractItem,
        (
            ContractItem(
                contract=c,
                position=n,
                name=name,
                unit="项",
                quantity=1,
                unit_price=(c.amount / 3).quantize(Decimal("0.01")),
            )
            for c in contracts
            for n, name in enumerate(ITEMS, 1)
        ),
    )


def _works(projects: Projects) -> None:
    _put(
        Milestone,
        (
            Milestone(
                project=p,
                title=title,
                due_on=_at(p.started_at).date() + days * DAY,
                reached_on=_at(p.started_at).date() + days * DAY if p.accepted_at else None,
            )
            for p in projects
            for title, days in (("进场", 2), ("主体完成", 20), ("收尾", 40))
        ),
    )
    _put(
        ProgressNote,
        (
            ProgressNote(
                project=p,
                stage=stage,
                on=_at(p.started_at).date() + no * DAY,
                text=f"{p.title}的第 {no} 次记录。",
                percent=min(no * 25, 100),
            )
            for p in projects
            for no, stage in enumerate(("before", "during", "during", "after"), 1)
        ),
    )


def _panels(projects: Projects) -> None:
    """Four people looked at three items and found them in order."""
    sheets = _put(
        Acceptance,
        (
            Acceptance(
                project=p,
                on=_at(p.accepted_at).date(),
                outcome="accepted",
                decided_at=p.accepted_at,
            )
            for p in projects
        ),
    )
    parts = ("community", "subdistrict", "engineer", "resident")
    _put(
        PanelMember,
        (
            PanelMember(acceptance=sheet, name="验收人", part=part, signed=True)
            for sheet in sheets
            for part in parts
        ),
    )
    _put(
        AcceptanceLine,
        (
            AcceptanceLine(
                acceptance=sheet, position=n, name=name, unit="项", agreed=1, found=1, ok=True
            )
            for sheet in sheets
            for n, name in enumerate(ITEMS, 1)
        ),
    )
    cent = Decimal("0.01")
    settled = [p for p in projects if p.status in ("settled", "evaluating", "closed")]
    _put(
        Settlement,
        (
            Settlement(
                project=p,
                final=(p.budget * Decimal("0.94")).quantize(cent),
                reduction=(p.budget * Decimal("0.06")).quantize(cent),
                reason="少做了一段。",
                retention=(p.budget * Decimal("0.02")).quantize(cent),
                retention_until=_at(p.accepted_at).date() + 365 * DAY,
            )
            for p in settled
        ),
    )


def _after(projects: Projects, voters: Sequence[User]) -> None:
    """Six residents' word, an office that looks after it, and the look back."""
    _put(
        Rating,
        (
            Rating(
                project=p,
                user=voters[(n * RATINGS + k) % len(voters)],
                score=5 - k % 3,
                delivered="yes",
            )
            for n, p in enumerate(projects)
            for k in range(RATINGS)
        ),
    )
    duties = _put(Upkeep, (_upkeep(p) for p in projects))
    _put(UpkeepVisit, (UpkeepVisit(upkeep=u, on=u.since + 90 * DAY) for u in duties))
    _put(
        LookBack,
        (
            LookBack(
                project=p,
                due_on=_at(p.closed_at).date() + 90 * DAY,
                works=True,
                use="much",
                text="每天都有人用。",
                done_on=_at(p.closed_at).date() + 90 * DAY,
            )
            for p in projects
        ),
    )


def _upkeep(project: MicroProject) -> Upkeep:
    closed = _at(project.closed_at).date()
    return Upkeep(
        project=project,
        who=project.responsible,
        phone=project.supervision_phone,
        every_months=6,
        since=closed,
        until=closed + 3 * 365 * DAY,
        next_on=closed + 180 * DAY,
    )
