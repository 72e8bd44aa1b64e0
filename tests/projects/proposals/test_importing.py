"""A long list of proposals goes to the worker, once, and outlives a worker that dies."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from core.lists import pages, tasks
from core.notices.models import Notice
from projects.models import HeldList, Proposal

pytestmark = pytest.mark.django_db
ROWS = "需求,姓名,电话\n修台阶和扶手,何秀兰,13800001111\n装一盏路灯,李国强,13800002222\n"


@pytest.fixture
def held(client, cast, monkeypatch):
    """A checked list that waits for a worker."""
    monkeypatch.setattr(pages, "AT_ONCE", 0)
    monkeypatch.setattr(tasks.take_in, "delay", lambda *given: True)
    client.force_login(cast.community_clerk)
    upload = io.BytesIO(ROWS.encode())
    upload.name = "list.csv"
    sent = {"file": upload, "community": cast.community.code}
    checked = client.post(reverse("proposals:import"), sent)
    done = client.post(reverse("proposals:take_in"), {"list": checked.context["token"]})
    assert done.url == HeldList.objects.get().get_absolute_url()
    return HeldList.objects.get()


def test_the_page_waits_and_says_how_far_it_is(client, held):
    assert not Proposal.objects.exists()
    held.note_entered(1)
    page = client.get(held.get_absolute_url()).content.decode()
    assert 'value="50"' in page
    assert "已录入 1 行，共 2 行" in page


def test_after_a_dead_worker_the_next_one_takes_it_in_once(client, cast, held, monkeypatch):
    queued = []
    monkeypatch.setattr(tasks.take_in, "delay", lambda *given: queued.append(given))
    long_ago = timezone.now() - dt.timedelta(minutes=2)
    HeldList.objects.update(stage="working", attempts=1, begun_at=long_ago, at=long_ago)
    tasks.sweep()
    assert queued == [("proposals", str(held.key), cast.community_clerk.pk)]
    for _ in range(2):
        tasks.take_in(*queued[0])
    made = Proposal.objects.order_by("pk")
    assert [p.contact_name for p in made] == ["何秀兰", "李国强"]
    assert Notice.objects.get(kind="proposals.list_entered").user == cast.community_clerk
    page = client.get(held.get_absolute_url()).content.decode()
    assert all(proposal.code in page for proposal in made)


def test_what_became_wrong_meanwhile_is_named_by_row(client, cast, held):
    cast.community_clerk.grants.update(area=cast.neighbour_community)
    tasks.take_in("proposals", str(held.key), cast.community_clerk.pk)
    answer = client.get(held.get_absolute_url())
    assert answer.status_code == 400
    assert {error.row for error in answer.context["errors"]} == {2, 3}
    assert not Proposal.objects.exists()
