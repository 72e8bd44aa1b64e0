"""A demo project before the council: called, put, counted, and written down."""

import datetime as dt
from abc import ABC

from django.utils import timezone

from core.accounts.models import User
from core.workflow.engine import advance
from portal.demo.project_texts import ProjectText
from projects.councils.bodies import ResidentsCouncil
from projects.councils.meetings import attending, calling, minutes, motions
from projects.councils.meetings.models import AgendaItem, Meeting, Motion
from projects.delivery.models import MicroProject


class CouncilNights(ABC):
    """What the teller of a project does on the council's evening."""

    project: MicroProject
    text: ProjectText
    clerk: User
    now: dt.datetime
    councils: dict[str, ResidentsCouncil]
    meeting: Meeting
    item: AgendaItem
    motion: Motion

    def _deliberating(self) -> None:
        council = self.councils[self.text.community]
        soon = timezone.now() + dt.timedelta(days=3)
        if self.text.state != "deliberating":  # the evening has been when the vote is told
            soon = min(soon, self.now - dt.timedelta(minutes=1))
        self.meeting = calling.call_meeting(
            council, by=self.clerk, title="议事会", starts_at=soon, place="居民议事厅"
        )
        self.item = calling.put_on_agenda(self.meeting, by=self.clerk, project=self.project)

    def _voting(self) -> None:
        for row in self.meeting.attendance.all():
            attending.enter_attendance(row, by=self.clerk)
        advance(self.meeting, "open", by=self.clerk)
        words = f"是否实施“{self.text.title}”？"
        self.motion = motions.put_motion(self.item, by=self.clerk, text=words)

    def _decide(self, in_favour: int) -> None:
        here = self.meeting.attendance.exclude(how="").count()
        for_it = here - 1 if in_favour else here // 3
        motions.decide(self.motion, by=self.clerk, in_favour=for_it, against=here - for_it)
        minutes.write_minutes(self.meeting, by=self.clerk, text=minutes.drafted(self.meeting))
        advance(self.meeting, "close", by=self.clerk)
        advance(self.meeting, "publish_minutes", by=self.clerk)

    def _vote_passed(self) -> None:
        self._decide(1)

    def _fail_vote(self) -> None:
        self._decide(0)
