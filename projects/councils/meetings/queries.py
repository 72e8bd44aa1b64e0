"""Reads over a council's meetings: the charter of a day, who is present, who may vote."""

import datetime as dt
from typing import Any

from projects.councils.bodies import CouncilCharter


def charter_in_force(council: Any, on: dt.date) -> CouncilCharter | None:
    """The newest version in force on that day."""
    rows = CouncilCharter.objects.filter(council=council, since__lte=on)
    return rows.order_by("-since", "-version").first()


def present_count(meeting: Any) -> int:
    """How many members came."""
    return int(meeting.attendance.exclude(how="").count())


def recused_count(motion: Any) -> int:
    """How many of those who came stepped out of this motion."""
    came = motion.meeting.attendance.exclude(how="").values("member_id")
    return int(motion.recusals.filter(member_id__in=came).count())


def has_quorum(meeting: Any) -> bool:
    """Whether enough members came, by the charter of the meeting; who stepped out has come."""
    if meeting.charter is None or not meeting.members_in_office:
        return False
    return bool(meeting.charter.quorum.reached(present_count(meeting), meeting.members_in_office))
