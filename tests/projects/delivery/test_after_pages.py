"""The pages of what comes after the work: who sees what, mistakes beside fields, small figures."""

import datetime as dt
import html
import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from core.accounts.abilities import Role
from core.accounts.models import RoleGrant
from core.notices.models import Notice
from core.workflow.engine import advance
from core.workflow.errors import NotAllowed, Refused, SamePerson
from projects.delivery.checks import SiteCheck
from projects.delivery.concentration import hhi
from projects.delivery.models import MicroProject
from projects.delivery.ratings import Rating
from projects.delivery.services import checking, rating, upkeeping, watching
from projects.delivery.services.procuring import add_quotation
from projects.delivery.settings import ProjectSettings
from projects.delivery.splitting import SplittingFlag
from projects.delivery.trigram_checks import titles_can_be_compared
from projects.disclosure.story import TOLD_WHY
from projects.funding import services as funding
from tests.factories import after_works
from tests.factories.projects import approve, project, vendor

pytestmark = pytest.mark.django_db
SAID = {"score": 5, "delivered": "yes"}
FOUND = {"finding": "mended", "gist": "扶手松动"}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def rated(cast, who):
    return project(cast.community, state="evaluating", crew=who)


@pytest.fixture
def closed(cast, who):
    return project(cast.community, state="closed", crew=who)


def test_the_sheet_is_a_table_with_mistakes_beside_fields(cast, who):
    made = project(cast.community, state="acceptance_pending", crew=who)
    client, url = signed_in(who.officer), f"/projects/manage/{made.code}/acceptance/"
    answer = client.get(url)
    assert [line.name for line, _form in answer.context["form"].lines]
    assert made.acceptances.count() == 0  # to look at it makes no sheet
    data = {"on": "2020-01-01", "m0-part": "resident", "l1-found": "1", "l1-ok": "no"}
    answer = client.post(url, data)
    assert answer.status_code == 400
    form = answer.context["form"]
    assert "name" in form.members[0].errors
    assert "defect" in form.lines[0][1].errors
    assert made.acceptances.count() == 0
    for n, part in enumerate(("resident", "engineer", "community")):
        data |= {f"m{n}-name": "林桂英", f"m{n}-part": part, f"m{n}-signed": "on"}
    data |= {"l1-ok": "yes", "shows_no_people": "on"}
    for day in ("2020-01-01", "2999-01-01"):  # before the contract, and not yet come
        answer = client.post(url, {**data, "on": day})
        assert "on" in answer.context["form"].head.errors
        assert made.acceptances.count() == 0
    data["on"] = f"{timezone.localdate()}"
    answer = client.post(url, {**data, "m1-name": who.leader.name, "m2-name": who.finance.name})
    members = answer.context["form"].members
    assert [list(one.errors) for one in members[:3]] == [[], ["name"], []]  # only who approved
    answer = client.post(url, {**data, "pictures": after_works.a_picture()})
    assert answer.status_code == 302
    step = f"/projects/manage/{made.code}/step/accept/"
    assert client.post(step).status_code == 302
    made.refresh_from_db()
    assert made.status == "accepted"
    page = Client().get(made.get_absolute_url()).content.decode()
    assert "林桂英" not in page
    assert signed_in(who.clerk).get(url).status_code == 404


def test_one_person_rates_once_whichever_way(cast, who, rated):
    assert (
        signed_in(cast.resident)
        .post(f"/projects/{rated.code}/rate/", {**SAID, "comment": "好"})
        .status_code
        == 302
    )
    with pytest.raises(ValidationError):
        rating.enter_rating(rated, by=who.clerk, phone=cast.resident.phone, channel="phone", **SAID)
    again = Rating(project=rated, user=cast.resident, **SAID)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


@pytest.fixture
def elder(client, cast):
    client.cookies["elder"] = "1"
    client.force_login(cast.resident)
    return client


def asked(page):
    return [field.name for field in page.context["fields"]]


def test_elders_are_asked_for_a_rating_page_by_page(elder, rated):
    url = f"/projects/{rated.code}/rate/"
    first = elder.get(url)
    assert asked(first) == ["score"]
    assert rated.title in first.content.decode()
    assert first.context["lead"]
    assert not elder.get(f"{url}?question=2").context["lead"]
    assert elder.post(f"{url}?question=1").status_code == 400
    given = ({"score": "5"}, {"delivered": "yes"}, {"received": ""}, {"comment": "好"}, {})
    for number, answer in enumerate(given, 1):
        assert Rating.objects.count() == 0
        assert asked(elder.get(f"{url}?question={number}")) == list(answer)
        arrived = elder.post(f"{url}?question={number}", answer)
    assert arrived["Location"] == rated.get_absolute_url()
    assert Rating.objects.get().score == 5


def test_elders_report_page_by_page(elder, cast, closed):
    url = f"/projects/{closed.code}/not-done/"
    assert 'value="not_done" id="id_matter_0" required checked' in elder.get(url).content.decode()
    sent = {"matter": "broken", "text": "扶手又松了", "contact_name": "", "contact_phone": "12"}
    for number, (name, value) in enumerate(sent.items(), 1):
        answer = elder.post(f"{url}?question={number}", {name: value})
    assert answer.status_code == 400  # beside the question, not at the end
    assert asked(answer) == ["contact_phone"]
    elder.post(f"{url}?question=4", {"contact_phone": "13900007777"})
    assert "扶手又松了" in elder.get(f"{url}?question=5").content.decode()
    assert elder.post(f"{url}?question=5")["Location"] == closed.get_absolute_url()
    assert SiteCheck.objects.get().matter == "broken"


def test_elders_confirm_what_they_received_page_by_page(elder, cast, who):
    made = project(cast.community, kind="goods", state="in_progress", crew=who)
    item = made.contract.items.create(position=1, name="花苗", quantity=9, unit_price=5)
    url = f"/projects/{made.code}/received/"
    assert asked(elder.get(url)) == ["item"]
    elder.post(f"{url}?question=1", {"item": item.pk})
    elder.post(f"{url}?question=2", {"quantity": "1"})
    assert item.name in elder.get(f"{url}?question=3").content.decode()
    assert elder.post(f"{url}?question=3")["Location"] == made.get_absolute_url()
    assert made.receipts.get().item == item


def test_staff_strangers_and_the_implementer_do_not_rate(cast, who, rated):
    for user in (who.clerk, cast.auditor, cast.stranger):
        with pytest.raises(ValidationError):
            rating.rate(rated, by=user, **SAID)
    with pytest.raises(PermissionDenied):
        rating.enter_rating(rated, by=cast.resident, phone="13900001234", channel="phone", **SAID)
    vendor = rated.contract.vendor
    vendor.phone = "13912345678"
    vendor.save()
    with pytest.raises(ValidationError):
        rating.enter_rating(rated, by=who.clerk, phone="139 1234 5678", channel="paper", **SAID)
    assert rated.ratings.count() == 0


def test_few_ratings_are_not_told_apart_in_public(who, rated):
    after_works.rated(rated, who, 5, 4, 4, 1)
    page = Client().get(rated.get_absolute_url()).content.decode()
    assert ">75 %" not in page
    after_works.rated(rated, who, 5)
    page = Client().get(rated.get_absolute_url()).content.decode()
    assert '<b class="num">80 %</b>' in page


def test_it_closes_only_when_residents_were_heard_or_had_their_time(who, rated):
    advance(rated, "pay", by=who.finance, amount=rated.contract.amount, voucher="PZ-1")
    words = {"responsible": "居委会", "supervision_phone": "0760-88880000"}
    after_works.rated(rated, who, 5, 5)
    with pytest.raises(Refused):
        advance(rated, "close", by=who.clerk, **words)
    after_works.rated(rated, who, 5)
    advance(rated, "close", by=who.clerk, **words)
    assert rated.upkeep.who == "居委会"
    assert rated.look_back.due_on == timezone.localdate() + dt.timedelta(days=90)


def test_a_low_rating_opens_one_check_and_names_nobody(who, rated):
    after_works.rated(rated, who, 1, 2, 5)
    check = rated.checks.get()
    assert (check.origin, check.text, check.reporter) == ("rating", "", None)


def test_anybody_reports_and_somebody_else_answers(cast, who, closed):
    url = f"/projects/{closed.code}/not-done/"
    sent = {"matter": "broken", "text": "扶手又松了，我住 三零二房", "contact_phone": "13900007777"}
    assert Client().post(url, sent).status_code == 302
    check = SiteCheck.objects.get()
    assert "三零二房" not in Client().get(closed.get_absolute_url()).content.decode()
    for user in (who.clerk, cast.auditor, cast.resident):
        with pytest.raises(NotAllowed):
            advance(check, "look", by=user)
    with pytest.raises(SamePerson):
        advance(check, "look", by=who.officer)  # accepted it
    advance(check, "look", by=cast.supervisor)
    with pytest.raises(Refused):
        advance(check, "answer", by=cast.supervisor, note="看过了")
    advance(check, "answer", by=cast.supervisor, note="已经拧紧。", **FOUND)
    told = Notice.objects.get(kind="projects.check_answered")
    assert "已经拧紧" in told.body
    page = Client().get(closed.get_absolute_url()).content.decode()
    assert "扶手松动" in page
    assert "三零二房" not in page


def test_nothing_that_has_not_begun_is_reported(cast, who):
    made = project(cast.community, state="contracted", crew=who)
    assert Client().get(f"/projects/{made.code}/not-done/").status_code == 410
    with pytest.raises(ValidationError):
        checking.report(made, by=None, matter="not_done", text="没有")


def test_spot_checks_are_for_auditors_and_the_committee(cast, who, closed):
    with pytest.raises(PermissionDenied):
        checking.spot_check(closed, by=who.officer)
    url = f"/projects/manage/{closed.code}/spot-check/"
    assert closed.title in signed_in(cast.auditor).get("/projects/manage/checks/").content.decode()
    assert signed_in(who.leader).post(url).status_code == 404
    assert signed_in(cast.auditor).post(url).status_code == 302
    with pytest.raises(ValidationError):
        checking.spot_check(closed, by=cast.supervisor)


def test_upkeep_moves_on_and_a_fault_opens_a_check(who, closed):
    duty = closed.upkeep
    today = timezone.localdate()
    upkeeping.note_visit(duty, by=who.clerk, on=today, works=True)
    duty.refresh_from_db()
    assert duty.next_on >= today + dt.timedelta(days=80)
    with pytest.raises(ValidationError, match="回头看定在"):
        upkeeping.look_back(closed, by=who.clerk, works=True, use="some", text="早了三个月")
    type(closed.look_back).objects.filter(project=closed).update(due_on=today)
    upkeeping.look_back(closed, by=who.clerk, works=False, use="some", text="灯不亮了")
    assert closed.checks.get().origin == "upkeep"
    with pytest.raises(ValidationError):
        upkeeping.look_back(closed, by=who.clerk, works=True, use="some", text="好")


def a_cap(cast, yuan):
    funding.set_cap(
        cast.district,
        timezone.localdate().year,
        "works",
        by=cast.district_admin,
        per_project_max=Decimal(yuan),
        per_year_max=None,
    )


def test_a_split_is_flagged_and_answered_before_approval(cast, who):
    a_cap(cast, 60000)
    first = project(cast.community, crew=who, title="榕景花园 3 栋楼道扶手维修")
    made = project(
        cast.community, state="street_review", crew=who, title="榕景花园 5 栋楼道扶手维修"
    )
    flag = SplittingFlag.objects.get()
    assert (flag.project, flag.other, flag.why) == (made, first, "title")
    with pytest.raises(Refused):
        approve(made, who)
    with pytest.raises(PermissionDenied):
        watching.answer_flag(flag, by=who.officer, verdict="cleared", reason="两栋楼")
    url = f"/projects/manage/splits/{flag.pk}/"
    assert made.title in signed_in(who.leader).get("/projects/manage/splits/").content.decode()
    client = signed_in(who.leader)
    assert "批准前要先答复" in client.get(made.get_staff_url()).content.decode()
    assert client.post(url, {"verdict": "cleared"}).status_code == 400
    assert client.post(url, {"verdict": "cleared", "reason": "不同年份的楼"}).status_code == 302
    assert "批准前要先答复" not in client.get(made.get_staff_url()).content.decode()
    approve(made, who)
    assert made.status == "approved"


def test_an_upheld_split_is_never_approved(cast, who):
    a_cap(cast, 60000)
    project(cast.community, crew=who, title="榕景花园 3 栋楼道扶手维修")
    made = project(
        cast.community, state="street_review", crew=who, title="榕景花园 5 栋楼道扶手维修"
    )
    flag = SplittingFlag.objects.get()
    watching.answer_flag(flag, by=who.leader, verdict="upheld", reason="同一件事")
    with pytest.raises(Refused):
        approve(made, who)


def test_different_things_under_the_cap_are_no_split(cast, who):
    a_cap(cast, 60000)
    project(cast.community, crew=who, title="榕景花园 3 栋楼道扶手维修")
    other = project(cast.community, crew=who, title="老年人智能手机课堂")
    assert watching.watch(other) == 0
    small = project(cast.community, crew=who, title="榕景花园 6 栋楼道扶手维修", budget="9000")
    assert watching.watch(small) == 0


@pytest.mark.parametrize(
    ("title", "alike"),
    [
        ("榕景花园5栋楼道扶手维修", True),
        ("榕景花园３栋楼道扶手维修", True),  # written in full width
        ("榕景花园健身器材", False),
    ],
)
def test_titles_are_alike_from_the_areas_share_on(cast, who, title, alike):
    a_cap(cast, 60000)
    project(cast.community, crew=who, title="榕景花园3栋楼道扶手维修")
    made = project(cast.community, crew=who, title=title)
    assert watching.watch(made) == alike
    if alike:
        ProjectSettings.objects.create(area=cast.district, splitting_percent=100)
        made = MicroProject.objects.get(pk=made.pk)
        SplittingFlag.objects.all().delete()
        assert watching.watch(made) == (title == "榕景花园３栋楼道扶手维修")


def test_the_database_knows_chinese_letters():
    assert titles_can_be_compared(None, databases=["default"]) == []


def test_the_same_vendor_is_flagged_with_the_lowest_offer(cast, who):
    a_cap(cast, 60000)
    first, made = (
        project(cast.community, state="procurement", crew=who, title=title)
        for title in ("楼道照明", "健身器材")
    )
    one, other = vendor(cast.community), vendor(cast.community)
    for where, who_offers, amount in ((first, one, 40000), (made, other, 40000)):
        add_quotation(where, by=who.clerk, vendor=who_offers, amount=Decimal(amount))
    assert not SplittingFlag.objects.exists()
    add_quotation(made, by=who.clerk, vendor=one, amount=Decimal(39000))
    flag = SplittingFlag.objects.get()
    assert (flag.project, flag.other, flag.why) == (made, first, "vendor")


def test_concentration(cast, who, closed):
    assert hhi([Decimal(50), Decimal(50)]) == 5000
    assert hhi([]) == 0
    client = signed_in(cast.auditor)
    page = client.get("/projects/manage/concentration/").content.decode()
    assert closed.contract.vendor.name in page
    answer = client.get("/projects/manage/concentration/export.csv")
    assert closed.contract.vendor.name in b"".join(answer).decode()


def test_behind_each_share_stand_its_contracts(cast, who, closed):
    """Only those of the vendor, place and year; the neighbour sees none of them."""
    signed = closed.contract
    elsewhere = cast.neighbour_clerk.areas_where("projects.see")[0].code
    client = signed_in(cast.auditor)
    page = client.get("/projects/manage/concentration/")
    link = next(h for h in re.findall(r'href="([^"]+)"', page.content.decode()) if "vendor=" in h)
    shown = client.get(html.unescape(link))
    assert [line.contract for line in shown.context["lines"]] == [signed]
    assert shown.context["sums"] == {"number": 1, "yuan": page.context["shares"][0].yuan}
    assert f"/projects/manage/{closed.code}/" in shown.content.decode()
    for ask in (f"area={elsewhere}", "year=2021", "q=没有这家"):
        assert not client.get(f"/projects/manage/contracts/?{ask}").context["lines"]
    lines = b"".join(client.get("/projects/manage/contracts/export.csv")).decode()
    assert signed.number in lines
    neighbour = signed_in(cast.neighbour_clerk)
    assert not neighbour.get(html.unescape(link)).context["lines"]
    assert (
        signed.number
        not in b"".join(neighbour.get("/projects/manage/contracts/export.csv")).decode()
    )


def test_what_is_due_for_a_look_is_told_on_the_list(closed, who, client):
    client.force_login(who.clerk)
    assert "?tab=after" not in client.get("/projects/manage/").content.decode()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    type(closed.look_back).objects.filter(project=closed).update(due_on=yesterday)
    page = client.get("/projects/manage/").content.decode()
    assert "?tab=after" in page
    assert closed.code in client.get("/projects/manage/?tab=after").content.decode()
    assert closed.look_back.__class__.objects.get().is_late


def test_as_many_are_counted_for_a_look_as_the_list_behind_shows(cast, closed, who):
    """Whoever runs projects here and only sees those of the neighbour is told of her own."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    type(closed.look_back).objects.filter(project=closed).update(due_on=yesterday)
    neighbour = cast.neighbour_clerk
    RoleGrant.objects.create(user=neighbour, role=Role.STREET_CLERK, area=cast.subdistrict)
    for person, number in ((who.clerk, 1), (neighbour, 0), (cast.auditor, 0)):
        client = signed_in(person)
        assert client.get("/projects/manage/").context["to_look_at"] == number
        assert len(client.get("/projects/manage/?tab=after").context["page"].rows) == number


def test_the_file_says_on_top_what_is_due_after_closing(closed, who, client):
    """A reminder leads here: it must not find that there is nothing to do."""
    client.force_login(who.clerk)
    top = closed.get_staff_url()

    def first_card():
        page = client.get(top).content.decode()
        found = re.search(r'<section[^>]*aria-labelledby="do".*?</section>', page, re.DOTALL)
        return found.group() if found else ""

    assert first_card() == ""  # closed, nothing due: nobody else is to act either
    today = timezone.localdate()
    type(closed.upkeep).objects.filter(project=closed).update(next_on=today)
    type(closed.look_back).objects.filter(project=closed).update(due_on=today)
    for address in ("delivery:visit", "delivery:look_back"):
        assert reverse(address, args=[closed.code]) in first_card()
    client.force_login(who.officer)
    assert first_card() == ""


def test_who_gives_a_reason_is_told_who_reads_it(cast, who, closed):
    asked = {n.name for n in MicroProject.workflow.transitions if n.note_required}
    assert asked - TOLD_WHY == {"object", "object_later"}  # whose words only staff read
    read_by_all = gettext("Everybody reads this on the project's page.")
    made = project(cast.community, state="in_progress", crew=who)
    page = signed_in(who.leader).get(f"/projects/manage/{made.code}/step/terminate/")
    assert page.context["form"]["note"].help_text == read_by_all
    check = checking.report(closed, matter="not_done", text="没修", by=cast.resident)
    advance(check, "look", by=cast.supervisor)
    page = signed_in(cast.supervisor).get(f"/projects/manage/checks/{check.code}/step/answer/")
    note = page.context["form"]["note"]
    assert (note.label, note.help_text) == (gettext("The answer"), read_by_all)
