"""What hangs on a project before the work: council, notice, contract."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from benchmark.bulk import DAY, ITEMS, Projects, moment_of, put
from benchmark.works import write_after, write_panels, write_works
from core.accounts.models import User
from core.areas.models import Area
from core.workflow.models import TransitionRecord
from projects.councils.bodies import CouncilCharter, ResidentsCouncil
from projects.councils.meetings.models import AgendaItem, Meeting, Motion
from projects.delivery.contracts import Contract, ContractItem
from projects.delivery.models import MicroProject
from projects.delivery.procurement import Quotation, Vendor
from projects.delivery.public_notices import Objection, PublicNotice

VENDORS = 40


def write_around(district: Area, projects: Projects, voters: Sequence[User]) -> None:
    """Everything but the money, for each project as far as it has come."""
    with transaction.atomic():
        _council(projects)
        _notices(projects)
        _contracts(district, [p for p in projects if p.started_at])
        write_works([p for p in projects if p.started_at])
        write_panels([p for p in projects if p.accepted_at])
        write_after([p for p in projects if p.closed_at], voters)


def _council(projects: Projects) -> None:
    """A council for each community and one meeting a year, which decided on all its projects."""
    decided = [p for p in projects if p.voted_at]
    areas = {p.area_id: p.area for p in decided}
    councils = {
        c.area_id: c
        for c in put(
            ResidentsCouncil,
            (ResidentsCouncil(area=a, name=f"{a.name}居民议事会") for a in areas.values()),
        )
    }
    charters = {
        c.council_id: c
        for c in put(
            CouncilCharter,
            (CouncilCharter(council=c, version=1, text="章程") for c in councils.values()),
        )
    }
    first = {
        (p.area_id, moment_of(p.voted_at).year): moment_of(p.voted_at) for p in reversed(decided)
    }
    meetings = put(
        Meeting,
        (_meeting(councils[area], charters, at) for (area, _year), at in first.items()),
    )
    put(TransitionRecord, (_called(meeting) for meeting in meetings))
    by_year = {(m.area_id, m.starts_at.year): m for m in meetings}
    places: dict[int, int] = {}
    items = []
    for project in decided:
        meeting = by_year[project.area_id, moment_of(project.voted_at).year]
        places[meeting.pk] = places.get(meeting.pk, 0) + 1
        items.append(
            AgendaItem(
                meeting=meeting, position=places[meeting.pk], title=project.title, project=project
            )
        )
    put(Motion, (_motion(item) for item in put(AgendaItem, items)))


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
    notices = put(PublicNotice, (_notice(p) for p in shown))
    put(
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
    starts = moment_of(project.voted_at).date() + DAY
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
    vendors = put(Vendor, (Vendor(area=district, name=name) for name in names))
    put(
        Quotation,
        (
            Quotation(
                project=p,
                vendor=vendors[(n + k) % VENDORS],
                amount=p.budget + k * 100,
                on=moment_of(p.approved_at).date(),
            )
            for n, p in enumerate(projects)
            for k in range(3)
        ),
    )
    contracts = put(
        Contract,
        (
            Contract(
                project=p,
                vendor=vendors[n % VENDORS],
                number=f"HT{p.code}",
                amount=p.budget,
                signed_on=moment_of(p.started_at).date(),
                starts=moment_of(p.started_at).date(),
                ends=moment_of(p.started_at).date() + 60 * DAY,
            )
            for n, p in enumerate(projects)
        ),
    )
    put(
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
