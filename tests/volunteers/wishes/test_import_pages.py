"""Sending a list: checked first, taken in once, every fault named by row."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.accounts.abilities import Role
from core.accounts.models import RoleGrant
from core.lists import pages, sheet, tasks
from core.lists.once import erase_lists, take_in_held
from core.notices.models import Notice
from tests.factories import wishes as make
from volunteers.wishes import services
from volunteers.wishes.held_lists import HeldList
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services.importing import LIST

PAGE, TAKE = reverse("wishes:import"), reverse("wishes:take_in")
HEADER = "心愿,类型,金额（元）,姓名,电话,依据"
GOOD = "一台收音机,goods,150,陈桂芳,13800005678,home_visit"


def send(client, cast, *lines):
    content = "\n".join([HEADER, *lines]).encode()
    upload = SimpleUploadedFile("名单.csv", content, "text/csv")
    return client.post(PAGE, {"file": upload, "community": cast.community.code})


def token(answer):
    return re.search(r'name="list" value="([^"]+)"', answer.content.decode())[1]


@pytest.fixture
def clerk(client, cast):
    client.force_login(cast.community_clerk)
    return cast.community_clerk


@pytest.mark.parametrize("name", ["resident", "volunteer", "district_admin", "auditor"])
def test_nobody_else_finds_it(client, cast, name):
    client.force_login(getattr(cast, name))
    for page in (PAGE, reverse("wishes:import_list", args=["csv"])):
        assert client.get(page).status_code == 404
    assert client.post(TAKE).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_empty_list(client, clerk, form):
    answer = client.get(reverse("wishes:import_list", args=[form]))
    assert answer.status_code == 200
    report = services.import_wishes(
        answer.content, by=clerk, area=clerk.grants.get().area, dry_run=True
    )
    assert [error.row for error in report.errors] == [2]  # nothing but its example is in the way


def test_checked_then_taken_in_once(client, clerk, cast):
    checked = send(client, cast, GOOD, "", "一盏台灯,goods,80,黄家明,13800005679,phone_call")
    assert checked.status_code == 200
    assert not MicroWish.objects.exists()
    assert "陈桂芳" not in checked.content.decode()
    first = client.post(TAKE, {"list": token(checked)})
    again = client.post(TAKE, {"list": token(checked)})
    assert first["Location"] == again["Location"]
    assert MicroWish.objects.count() == 2
    shown = client.get(first["Location"]).content.decode()
    for wish in MicroWish.objects.all():
        assert reverse("wishes:slip", args=[wish.code]) in shown


def test_faults_are_named_by_row_and_column(client, clerk, cast):
    answer = send(client, cast, GOOD, "一台灯,castle,abc,黄家明,12,home_visit")
    assert answer.status_code == 400
    errors = answer.context["errors"]
    assert {error.row for error in errors} == {3}
    assert len(errors) == 3 or len(errors) == 2
    for error in errors:
        assert error.column
        assert error.message in answer.content.decode().replace("&#x27;", "'")
    assert not MicroWish.objects.exists()


def test_what_is_here_already_is_pointed_out(client, clerk, cast):
    known = make.wish(cast.community, title="一台收音机")
    assert known.code in send(client, cast, GOOD).content.decode()


def test_a_list_checked_by_somebody_else_is_refused(client, clerk, cast):
    checked = token(send(client, cast, GOOD))
    client.force_login(cast.neighbour_clerk)
    assert client.post(TAKE, {"list": checked}).status_code == 400
    assert client.post(TAKE, {"list": "nonsense"}).status_code == 400
    assert not MicroWish.objects.exists()


def test_the_result_is_for_whoever_sent_it(client, clerk, cast):
    done = client.post(TAKE, {"list": token(send(client, cast, GOOD))})["Location"]
    client.force_login(cast.neighbour_clerk)
    assert client.get(done).status_code == 404


def test_without_a_file_and_with_one_too_large(client, clerk, cast):
    assert client.post(PAGE, {"community": cast.community.code}).status_code == 400
    large = SimpleUploadedFile("x.csv", b"x" * (sheet.LARGEST + 1))
    answer = client.post(PAGE, {"file": large, "community": cast.community.code})
    assert answer.status_code == 400
    assert answer.context["errors"][0].row == 0


def test_rows_keep_their_numbers_on_the_way_back():
    lines = [sheet.Line(1, ("a", "b")), sheet.Line(3, ("x", "y\nz"))]
    assert sheet.read_sheet(sheet.as_csv(lines).encode()) == lines


def test_a_long_list_goes_to_the_worker_while_a_page_waits(client, clerk, cast, monkeypatch):
    queued = []
    monkeypatch.setattr(pages, "AT_ONCE", 0)
    monkeypatch.setattr(tasks.take_in, "delay", lambda *given: queued.append(given) or True)
    page = client.post(TAKE, {"list": token(send(client, cast, GOOD))})["Location"]
    assert not MicroWish.objects.exists()
    assert f'hx-get="{page}"' in client.get(page).content.decode()
    for _ in range(2):  # a worker may get the same task twice
        tasks.take_in(*queued[0])
    assert MicroWish.objects.count() == 1
    assert client.get(page, headers={"HX-Request": "true"})["HX-Redirect"] == page
    assert MicroWish.objects.get().code in client.get(page).content.decode()


def test_without_a_broker_it_is_done_at_once(client, clerk, cast, monkeypatch):
    monkeypatch.setattr(pages, "AT_ONCE", 0)
    monkeypatch.setattr(tasks.take_in, "delay", lambda *given: None)
    client.post(TAKE, {"list": token(send(client, cast, GOOD))})
    assert MicroWish.objects.count() == 1


def test_what_became_wrong_meanwhile_is_told(client, clerk, cast):
    checked = token(send(client, cast, GOOD))
    clerk.grants.all().delete()
    make_clerk_of(cast.neighbour_community, clerk)
    page = client.post(TAKE, {"list": checked})["Location"]
    assert client.get(page).status_code == 400
    assert not MicroWish.objects.exists()


def make_clerk_of(area, user):
    RoleGrant.objects.create(user=user, role=Role.COMMUNITY_CLERK, area=area)


def held_back(client, cast, monkeypatch):
    """A list that waits for a worker, and its page."""
    monkeypatch.setattr(pages, "AT_ONCE", 0)
    monkeypatch.setattr(tasks.take_in, "delay", lambda *given: True)
    page = client.post(TAKE, {"list": token(send(client, cast, GOOD, f"新{GOOD}"))})["Location"]
    return HeldList.objects.get(), page


def test_the_page_says_how_many_rows_are_entered(client, clerk, cast, monkeypatch):
    held, page = held_back(client, cast, monkeypatch)
    assert 'value="0"' in client.get(page).content.decode()
    held.note_entered(1)
    shown = client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert 'value="50"' in shown
    assert "1" in shown


def test_the_worker_tells_how_far_it_is(clerk):
    heard = []
    content = "\n".join([HEADER, GOOD, f"新{GOOD}"]).encode()
    services.import_wishes(content, by=clerk, area=clerk.grants.get().area, progress=heard.append)
    assert heard == [1, 2]


def test_a_list_nobody_took_is_queued_again(client, clerk, cast, monkeypatch):
    held, _page = held_back(client, cast, monkeypatch)
    queued = []
    monkeypatch.setattr(tasks.take_in, "delay", lambda *given: queued.append(given))
    tasks.sweep()
    assert queued == []  # it has only just been sent
    HeldList.objects.update(at=timezone.now() - dt.timedelta(minutes=2))
    tasks.sweep()
    assert queued == [("wishes", str(held.key), clerk.pk)]
    tasks.take_in(*queued[0])
    assert MicroWish.objects.count() == 2
    assert Notice.objects.get(kind="wishes.list_entered").user == clerk
    tasks.sweep()
    assert len(queued) == 1


def test_after_the_third_death_it_is_given_up_and_told(client, clerk, cast, monkeypatch):
    held, page = held_back(client, cast, monkeypatch)
    long_ago = timezone.now() - dt.timedelta(minutes=2)
    HeldList.objects.update(stage="working", attempts=3, begun_at=long_ago)
    tasks.sweep()
    held.refresh_from_db()
    assert (held.stage, held.text) == ("given_up", "")
    assert Notice.objects.get(kind="wishes.list_not_entered").url == page
    answer = client.get(page)
    assert answer.status_code == 200
    assert answer.context["errors"][0].message in answer.content.decode()
    tasks.take_in("wishes", str(held.key), clerk.pk)
    assert not MicroWish.objects.exists()


def test_what_stands_in_a_list_is_erased_with_it(client, clerk, cast, monkeypatch):
    held, _page = held_back(client, cast, monkeypatch)
    assert "陈桂芳" in held.text
    take_in_held(LIST, str(held.key), by=clerk)
    held.refresh_from_db()
    assert held.text == ""
    assert erase_lists(LIST, timezone.now() - dt.timedelta(days=1)) == 0
    assert erase_lists(LIST, timezone.now()) == 1
