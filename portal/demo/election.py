"""How the members of the demo's council came into office (DOMAIN 9, row 4.15)."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from core.accounts.models import User
from core.workflow.engine import advance
from portal.demo.clock import at
from projects.councils.bodies import ResidentsCouncil
from projects.councils.elections import services as elections


def ten_on(day: dt.date) -> dt.datetime:
    """Ten in the morning of that day."""
    return dt.datetime.combine(day, dt.time(10), tzinfo=timezone.get_default_timezone())


def elect(council: ResidentsCouncil, clerk: User, members: Sequence[str]) -> None:
    """The members in office came out of an election: committee, candidates, result on notice."""
    formed, held, seated = (dt.date(2025, *day) for day in ((2, 18), (3, 6), (3, 14)))
    with at(ten_on(formed)):
        election = elections.begin_election(
            council,
            by=clerk,
            term_number=2,
            seats=len(members),
            committee="主任：许建国；委员：林桂英、陈向前、何秀兰、李志明",
            committee_formed_on=formed,
            method="每栋推荐一至两名候选人；选举日在居民议事厅投票，一户一票，得票多的当选。",
            held_on=held,
            entitled=1214,
            voted=803,
        )
        for number, name in enumerate([*members, "方姐", "老许"]):
            role = ("chair", "vice_chair")[number] if number < 2 else "member"
            elections.add_candidate(election, by=clerk, display_name=name, role=role)
        advance(election, "name_candidates", by=clerk)
    with at(ten_on(held)):
        for number, one in enumerate(election.candidates.order_by("position")):
            elected = number < len(members)
            elections.note_votes(one, by=clerk, votes=688 - 31 * number, elected=elected)
        advance(election, "publish_result", by=clerk)
    with at(ten_on(seated)):
        advance(election, "conclude", by=clerk)
