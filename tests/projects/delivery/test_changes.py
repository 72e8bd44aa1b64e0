"""Changes of a contract: the small by the subdistrict, the large by the council, in the ledger."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from core.counters.rebuilding import differing
from core.workflow.engine import advance
from core.workflow.errors import NotAllowed, Refused
from core.workflow.recounting import differences
from projects.councils.bodies import ResidentsCouncil
from projects.councils.meetings import motions
from projects.councils.meetings.questions import with_questions
from projects.delivery.models import MicroProject
from projects.funding import services as funding
from projects.funding.queries import of_project
from tests.factories import councils
from tests.factories.projects import project

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast, who):
    return project(cast.community, state="in_progress", crew=who)  # 45,000 of 50,000


def ask(made, who, price, **data):
    advance(made, "request_change", by=who.clerk, note="墙体比图纸厚", new_price=price, **data)
    return made.changes.last()


def council_says(made, who, *, yes=True):
    council = ResidentsCouncil.objects.get(area=made.area)
    _meeting, (item,) = councils.in_session(council, made, by=who.council, here=3)
    motion = motions.put_motion(item, by=who.council, text="同意变更？", subject="change")
    votes = {"in_favour": 2, "against": 1} if yes else {"in_favour": 1, "against": 2}
    motions.decide(motion, by=who.council, **votes)


def test_a_small_rise_is_the_subdistricts(made, who):
    asked = ask(made, who, Decimal(49000))
    assert not asked.needs_council
    advance(made, "agree_change", by=who.leader)
    made.contract.refresh_from_db()
    assert (made.status, made.contract.amount, made.budget) == ("in_progress", 49000, 50000)
    assert of_project(made).contracted == 49000


def test_a_price_that_nobody_can_mean_is_refused_beside_its_field(made, who, client):
    client.force_login(who.clerk)
    typed = {"new_price": "999999999999", "note": "墙体比图纸厚"}
    answer = client.post(made.get_step_url("request_change"), typed)
    assert list(answer.context["form"].errors) == ["new_price"]
    assert "墙体比图纸厚" in answer.content.decode()


def test_small_steps_do_not_lead_round_the_council(made, who):
    ask(made, who, Decimal(49000))
    advance(made, "agree_change", by=who.leader)
    assert ask(made, who, Decimal(52000)).needs_council  # 6 % more than before, 16 % than signed


def test_a_large_change_waits_for_the_council(made, who):
    made.contract.items.create(position=1, name="扶手", quantity=1, unit_price=45_000)
    asked = ask(made, who, Decimal(60000))
    assert asked.needs_council
    with pytest.raises(Refused):
        advance(made, "agree_change", by=who.leader)
    council_says(made, who)
    advance(made, "agree_change", by=who.leader)
    made.contract.refresh_from_db()
    assert (made.budget, made.contract.amount) == (60000, 60000)
    assert sum(item.total for item in made.contract.items.all()) == 60000
    assert made.contract.items.last().unit == "项"
    assert of_project(made).contracted == 60000
    assert list(differences(MicroProject)) == []
    for kind in ("project_steps", "project_categories", "project_sources", "project_changes"):
        assert list(differing(kind)) == []


def test_who_decides_on_a_change_sees_it_and_is_asked_after_the_council(made, who, client):
    ask(made, who, Decimal(60000), plan="多做一层")
    file, decide = (made.get_staff_url(), made.get_step_url("agree_change"))
    client.force_login(who.leader)
    shown = client.get(file).content.decode()
    assert "先由议事会表决" in shown
    assert decide not in shown
    council_says(made, who)
    shown = client.get(file).content.decode()
    assert "先由议事会表决" not in shown
    assert decide in shown
    asked = client.get(decide).content.decode()
    assert all(word in asked for word in ("45,000.00", "60,000.00", "多做一层", "墙体比图纸厚"))


def test_a_vote_about_an_earlier_request_does_not_count(made, who):
    ask(made, who, Decimal(60000))
    council_says(made, who)
    advance(made, "refuse_change", by=who.leader, note="先找更省的办法")
    ask(made, who, Decimal(70000))
    with pytest.raises(Refused):
        advance(made, "agree_change", by=who.leader)


def test_nothing_to_ask_the_council_before_a_change_is_asked_for(made, who):
    with pytest.raises(Refused):
        council_says(made, who)


def test_a_large_change_comes_before_the_council_on_the_page_of_the_evening(made, who, client):
    ask(made, who, Decimal(60000))
    council = ResidentsCouncil.objects.get(area=made.area)
    meeting, _items = councils.in_session(council, by=who.council, here=3)
    client.force_login(who.council)
    page = reverse("councils:run", args=[meeting.code])
    assert f'<option value="{made.pk}">' in client.get(page).content.decode()
    client.post(page, {"do": "add_item", "at": "more", "project": made.pk})
    other = project(made.area, crew=who, title="换楼道灯")
    client.post(page, {"do": "add_item", "at": "more", "project": other.pk})
    (plain,) = with_questions(meeting.agenda.filter(project=other).select_related("project"))
    assert plain.question == "是否实施“换楼道灯”？"
    (item,) = with_questions(meeting.agenda.filter(project=made).select_related("project"))
    assert item.subjects[0][0] == "change"
    assert "45,000.00" in item.question
    assert "60,000.00" in item.question
    given = {"do": "motion", "at": "more", "item": item.pk, "text": item.question}
    client.post(page, {**given, "subject": "change", "counting": "open"})
    motion = meeting.motions.get()
    client.post(page, {"do": "decide", "at": "more", "motion": motion.pk, "in_favour": 3})
    advance(made, "agree_change", by=who.leader)
    assert made.status == "in_progress"


def test_a_vote_that_failed_does_not_count(made, who):
    ask(made, who, Decimal(60000))
    council_says(made, who, yes=False)
    with pytest.raises(Refused):
        advance(made, "agree_change", by=who.leader)


def test_over_the_cap_the_council_decides_and_an_exception_is_needed(made, who, cast):
    funding.set_cap(
        cast.district,
        timezone.localdate().year,
        "works",
        by=cast.district_admin,
        per_project_max=Decimal(46000),
        per_year_max=None,
    )
    assert ask(made, who, Decimal(47000)).needs_council
    council_says(made, who)
    with pytest.raises(Refused):
        advance(made, "agree_change", by=who.leader)
    assert of_project(made).contracted == 45000


def test_a_lower_price_gives_money_back(made, who):
    ask(made, who, Decimal(42000))
    advance(made, "agree_change", by=who.leader)
    assert of_project(made).contracted == 42000
    assert MicroProject.objects.get(pk=made.pk).contract.amount == 42000


def test_not_below_what_is_paid(made, who):
    advance(made, "pay", by=who.finance, amount=Decimal(20000), voucher="PZ-1")
    with pytest.raises(Refused):
        ask(made, who, Decimal(19999))


def test_a_refused_change_leaves_everything(made, who):
    ask(made, who, Decimal(49000))
    with pytest.raises(NotAllowed):
        advance(made, "refuse_change", by=who.clerk, note="不必")
    advance(made, "refuse_change", by=who.leader, note="不必")
    assert (made.contract.amount, of_project(made).contracted) == (45000, 45000)
    assert made.changes.get().outcome == "refused"


def test_nothing_to_change_is_refused(made, who):
    with pytest.raises(Refused):
        ask(made, who, None)
    assert ask(made, who, None, plan="换一种颜色").difference == 0
