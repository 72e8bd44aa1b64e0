"""How one demo project goes its way: each step by its service, on its day, by its person."""

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.utils import timezone

from centres.directory.models import ServiceCentre
from core.accounts.models import User
from core.workflow.engine import advance
from portal.demo.clock import at
from portal.demo.people import People, phone
from portal.demo.pictures import STEPS, picture
from portal.demo.places import Places
from portal.demo.project_after import HOTLINE, AfterWorks
from portal.demo.project_council import CouncilNights
from portal.demo.project_texts import ASIDE, DONORS, LINE, OBJECTION, STRICTER, WHY, ProjectText
from projects.councils.bodies import ResidentsCouncil
from projects.delivery.models import MicroProject
from projects.delivery.procurement import Vendor
from projects.delivery.services.objecting import end_due_notices, object_to
from projects.delivery.services.procuring import add_quotation
from projects.delivery.services.working import add_milestone, note_progress, reach_milestone
from projects.funding import services as funding
from projects.funding.queries import of_project
from projects.proposals.kinds import Exclusion
from projects.proposals.models import Proposal
from projects.proposals.services.making import make_proposal
from projects.proposals.services.screening import write_public_words
from projects.proposals.services.supporting import write_down

OFFICE = "社区居委会"
SOURCES = {"delegate": "榕江代表联络站", "partner": "云澜区第二小学"}


class Teller(CouncilNights, AfterWorks):
    """Tells projects with the same pair of dice, so every demo tells the same two years."""

    def __init__(
        self,
        now: dt.datetime,
        places: Places,
        cast: People,
        leaders: dict[str, User],
        officers: dict[str, User],
        councils: dict[str, ResidentsCouncil],
        vendors: list[Vendor],
    ) -> None:
        self.now, self.places, self.cast = now, places, cast
        self.leaders, self.officers, self.councils = leaders, officers, councils
        self.vendors, self.number = vendors, 0
        self.dice = random.Random(990102)  # noqa: S311 - a story, not a secret
        self.moment = now

    @contextmanager
    def later(self, days: float) -> Iterator[None]:
        """Some days on, in office hours, never after now."""
        moved = timezone.localtime(self.moment + dt.timedelta(days=days))
        moved = moved.replace(hour=9 + self.number % 8, minute=self.dice.randint(0, 59))
        # the same day's steps still follow one another
        least = self.moment + dt.timedelta(minutes=7)
        self.moment = min(max(moved, least), self.now - dt.timedelta(minutes=1))
        with at(self.moment):
            yield

    def tell(self, text: ProjectText) -> MicroProject:
        """One project from the first word of a resident to where it stands."""
        self.number += 1
        self.text, self.area = text, self.places.communities[text.community]
        self.clerk = self.cast.clerks[text.community]
        street = str(self.area.parent.code)
        self.leader, self.officer = self.leaders[street], self.officers[street]
        self.finance = self.cast.accounts["finance"]
        self.moment = self.now - dt.timedelta(days=text.days)
        self.proposal = self._propose()
        self.project = self._shortlist()
        last, aside = ASIDE.get(text.state, (text.state, ()))
        for state, days in LINE[1:]:
            if self.project.status == last:
                break
            with self.later(days):
                getattr(self, f"_{state}")()
            self.project.refresh_from_db()
        for step in aside:
            with self.later(6):
                getattr(self, f"_{step}", lambda step=step: self._plain(step))()
        self.project.refresh_from_db()
        assert self.project.status == text.state, (text.title, self.project.status)
        return self.project

    def _propose(self) -> Proposal:
        """By a resident on the telephone, supported by some neighbours."""
        text, at_home = self.text, self.text.community == "榕树头社区"
        with self.later(0):
            mine = self.cast.accounts["resident"] if at_home and text.source == "resident" else None
            words: dict[str, Any] = {}
            if mine is None:
                words = {"contact_name": "林桂芳", "contact_phone": phone(30_000 + self.number)}
            if text.source != "resident":  # said at the counter, and typed in there
                words |= {"for_other": True, "source": text.source, "channel": "counter"}
                words |= {"source_name": SOURCES.get(text.source, "")}
            proposal = make_proposal(
                by=mine if text.source == "resident" else self.clerk,
                area=self.area,
                text=f"{text.title}。{text.summary}",
                place=f"{text.community}内",
                rough_cost=text.budget,
                **self._spot(),
                **words,
            )
        with self.later(1):
            write_public_words(proposal, by=self.clerk, title=text.title, text=text.summary)
            for n in range(self.dice.randint(2, 6)):
                number = phone(40_000 + self.number * 20 + n)
                write_down(proposal, by=self.clerk, phone=number)
        with self.later(1):
            advance(proposal, "take_up", by=self.clerk)
        return proposal

    def _spot(self) -> dict[str, float]:
        """A point near the community's centre for what stands somewhere; services do not."""
        centre = ServiceCentre.objects.filter(area=self.area, longitude__isnull=False).first()
        if self.text.kind == "services" or centre is None or centre.longitude is None:
            return {}
        east, north = self.number % 7 - 3, self.number % 5 - 2
        return {
            "longitude": round(centre.longitude + east * 0.0011, 5),
            "latitude": round(float(centre.latitude or 0) + north * 0.0012, 5),
        }

    def _shortlist(self) -> MicroProject:
        text = self.text
        with self.later(LINE[0][1]):
            advance(
                self.proposal,
                "shortlist",
                by=self.clerk,
                cleared=list(Exclusion.values),
                kind=text.kind,
                category=text.category,
                budget=text.budget,
                funded_elsewhere="no",
                public_title=text.title,
                public_text=text.summary,
            )
        return self.proposal.project

    def _public_notice(self) -> None:
        advance(
            self.project,
            "publish_notice",
            by=self.clerk,
            beneficiaries=self.text.beneficiaries,
            fund="民生微实事",
            objections_to=f"{OFFICE} {HOTLINE}",
        )

    def _notice_passed(self) -> None:
        """The clock ends it: the day after its last."""
        due = self.project.due_at or timezone.now()
        self.moment = min(due + dt.timedelta(minutes=10), self.now)
        with at(self.moment):
            end_due_notices()

    def _street_review(self) -> None:
        advance(self.project, "report_up", by=self.clerk)

    def _approved(self) -> None:
        text = self.text
        year = timezone.localdate().year
        if text.gift:
            kind, donor = DONORS[self.number % len(DONORS)]
            self.gift = funding.pledge(
                self.project, text.gift, by=self.clerk, donor_kind=kind, donor=donor
            )
        stricter = self.area.parent.name == STRICTER[0] and text.kind == STRICTER[1]
        if stricter and text.budget > STRICTER[2]:
            asked = funding.request_exception(
                self.project,
                text.budget,
                by=self.clerk,
                reason="一学期 80 次课，单价不高，次数多。",
            )
            funding.decide_exception(
                asked, by=self.leader, approve=True, note="按课次核过，价格合理。"
            )
        book = f"MS-{self.area.code}-{year}"
        advance(self.project, "approve", by=self.leader, book=book)

    def _procurement(self) -> None:
        advance(self.project, "begin_procurement", by=self.clerk)

    def _contracted(self) -> None:
        chosen, price = self.vendors[self.text.vendor], self._price()
        others = [v for v in self.vendors if v != chosen][:2]
        for n, vendor in enumerate((chosen, *others)):
            dearer = price * (100 + 4 * n) / 100
            add_quotation(self.project, by=self.clerk, vendor=vendor, amount=dearer)
        today = timezone.localdate()
        advance(
            self.project,
            "sign_contract",
            by=self.clerk,
            vendor=str(chosen.pk),
            contract_amount=price,
            number=f"HT-{today:%Y}-{self.number:03}",
            starts=today + dt.timedelta(days=3),
            ends=today + dt.timedelta(days=60),
            no_interest=True,
            items=[
                {
                    "name": self.text.title,
                    "unit": "项",
                    "quantity": Decimal(1),
                    "unit_price": price,
                }
            ],
        )

    def _price(self) -> Decimal:
        """What the fund pays for: the budget less what others give, at 96 percent."""
        fund = of_project(self.project).committed
        return (fund * 96 / 100).quantize(Decimal("1.00"))

    def _in_progress(self) -> None:
        by, today = self.clerk, timezone.localdate()
        half = add_milestone(
            self.project, by=by, title="完成一半", due_on=today + dt.timedelta(days=25)
        )
        advance(self.project, "start_work", by=by)
        if self.text.gift:
            funding.receive(self.gift, self.text.gift, by=by)
        contract = of_project(self.project).contracted
        self._pay((contract * 3 / 10).quantize(Decimal("1.00")), "advance")
        if self.text.kind == "works":
            self._note("before", "开工前现场情况。", percent=0, mended=0)
        with self.later(18):
            self._note("during", "已按计划完成一半，质量自查合格。", percent=50, mended=STEPS // 2)
            reach_milestone(half, by=by, on=timezone.localdate())

    def _note(self, stage: str, text: str, *, percent: int, mended: int) -> None:
        """What was done by today; works with a picture of how many steps are mended."""
        works = self.text.kind == "works"
        note_progress(
            self.project,
            by=self.clerk,
            stage=stage,
            text=text,
            on=timezone.localdate(),
            percent=percent,
            pictures=[picture(self.number, mended=mended)] if works else [],
            shows_no_people=True,
        )

    def _pay(self, amount: Decimal, purpose: str) -> None:
        voucher = f"PZ-{timezone.localdate():%Y%m}-{self.number:03}{purpose[0].upper()}"
        advance(
            self.project, "pay", by=self.finance, amount=amount, voucher=voucher, purpose=purpose
        )

    def _acceptance_pending(self) -> None:
        if self.text.kind == "works":
            self._note("after", "已完工，现场清理完毕。", percent=100, mended=STEPS)
        advance(self.project, "report_completion", by=self.clerk)

    def _object(self) -> None:
        object_to(
            self.project,
            by=None,
            text=OBJECTION,
            contact_name="周敏",
            contact_phone=phone(80_000 + self.number),
        )

    def _request_change(self) -> None:
        price = self.project.contract.amount * 104 / 100
        advance(
            self.project,
            "request_change",
            by=self.clerk,
            note=WHY["request_change"],
            new_price=price.quantize(Decimal("1.00")),
            plan="雨棚钢构加防火涂层。",
        )

    def _plain(self, step: str) -> None:
        leader = step in ("reject", "return_it", "terminate")
        by = self.leader if leader else self.clerk
        advance(self.project, step, by=by, note=WHY[step])
