"""The steps of a demo project after the work: the panel, the settlement, the residents' word."""

import datetime as dt
from abc import ABC, abstractmethod
from decimal import Decimal

from django.utils import timezone

from core.accounts.models import User
from core.workflow.engine import advance
from portal.demo.clock import at
from portal.demo.election import ten_on
from portal.demo.people import phone
from portal.demo.pictures import picture
from portal.demo.project_texts import WHY, ProjectText
from projects.delivery.models import MicroProject
from projects.delivery.services.accepting import confirm_receipt, fill_sheet, sheet_of
from projects.delivery.services.rating import enter_rating
from projects.delivery.services.upkeeping import look_back, note_visit
from projects.funding.queries import of_project

HOTLINE = "0799-5550 012"
A_WHILE = dt.timedelta(days=10)
LATER = "天天有人用，街坊说方便多了。"


class AfterWorks(ABC):
    """What the teller of a project does once the work is reported done."""

    project: MicroProject
    text: ProjectText
    number: int
    clerk: User
    officer: User
    finance: User

    @abstractmethod
    def _pay(self, amount: Decimal, purpose: str) -> None: ...

    def _sheet(self, ok: bool) -> None:
        sheet = sheet_of(self.project, by=self.officer)
        lines = {
            line.position: {
                "found": line.agreed,
                "ok": ok,
                "defect": "" if ok else WHY["require_rectification"],
            }
            for line in sheet.lines.all()
        }
        members = [
            {"name": "谢工", "part": "engineer", "signed": True},
            {"name": "梁生", "part": "resident", "signed": True},
            {"name": "吴嫂", "part": "resident", "signed": True},
        ]
        fill_sheet(
            sheet,
            by=self.officer,
            on=timezone.localdate(),
            members=members,
            lines=lines,
            pictures=[picture(self.number)] if self.text.kind == "works" else [],
            shows_no_people=True,
        )

    def _accepted(self) -> None:
        self._sheet(ok=True)
        if self.text.kind == "goods":
            for item in self.project.contract.items.all():
                confirm_receipt(
                    self.project,
                    by=self.clerk,
                    item=item,
                    quantity=Decimal(1),
                    name="何秀英",
                    phone=phone(60_000 + self.number),
                    how="paper",
                )
        advance(self.project, "accept", by=self.officer)

    def _require_rectification(self) -> None:
        self._sheet(ok=False)
        by = timezone.localdate() + dt.timedelta(days=14)
        note = WHY["require_rectification"]
        advance(self.project, "require_rectification", by=self.officer, rectify_by=by, note=note)

    def _settlement(self) -> None:
        advance(self.project, "begin_settlement", by=self.finance)

    def _settled(self) -> None:
        final = self.project.contract.amount
        held = (final * 3 / 100).quantize(Decimal("1.00")) if self.text.kind == "works" else 0
        more = {}
        if held:
            year = dt.timedelta(days=365)
            more = {"retention": held, "retention_until": timezone.localdate() + year}
        advance(self.project, "settle", by=self.finance, final=final, **more)

    def _evaluating(self) -> None:
        self._pay(of_project(self.project).contracted, "final")
        advance(self.project, "ask_residents", by=self.clerk)
        for n, score in enumerate((5, 5, 4, 5, 3, 4)[: 3 + self.number % 4]):
            enter_rating(
                self.project,
                by=self.clerk,
                phone=phone(70_000 + self.number * 10 + n),
                channel="phone",
                score=score,
                delivered="yes",
            )

    def _closed(self) -> None:
        given = {"responsible": f"{self.text.community}居委会", "supervision_phone": HOTLINE}
        advance(self.project, "close", by=self.clerk, **given)
        self._looked_after()

    def _looked_after(self) -> None:
        """What fell due since: a look every few months, and once whether it is used."""
        today = timezone.localdate(dt.datetime.now(dt.UTC))
        back, upkeep = self.project.look_back, self.project.upkeep
        if back.due_on < today - A_WHILE:
            with at(ten_on(back.due_on)):
                look_back(self.project, by=self.clerk, works=True, use="much", text=LATER)
        while upkeep.next_on < today - A_WHILE:
            with at(ten_on(upkeep.next_on)):
                note_visit(upkeep, by=self.clerk, on=upkeep.next_on, works=True, text="完好。")
            upkeep.refresh_from_db()
