"""A vote on what a call brought: the call says what it is worth, and shows what came of it."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from core.workflow.engine import advance
from core.workflow.errors import Refused
from projects.councils.ballots import casting, preparing
from projects.councils.ballots.models import Ballot
from projects.delivery.settings import ProjectSettings
from tests.factories import councils as make
from tests.factories import proposals as idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(cast):
    return idea.call(cast.community_clerk, cast.community, voting="binding", budget=200_000)


@pytest.fixture
def came(cast, call):
    """Two projects the call brought, one of them joined by a proposal from elsewhere."""
    clerk = cast.community_clerk
    first = idea.shortlisted(clerk, cast.community, call=call)
    other = idea.shortlisted(clerk, cast.community, text="球场的灯坏了两盏。")
    joined = idea.screening(clerk, cast.community, text="球场太黑。", call=call)
    advance(joined, "merge", by=clerk, into=other.code, note="同一件事")
    return [first.project, other.project]


def form(**changed):
    until = timezone.localtime() + dt.timedelta(days=7)
    fields = {"title": "先做哪件", "kind": "approval", "rule": "equal-shares", "budget": "180000"}
    return {**fields, "closes_at": f"{until:%Y-%m-%dT%H:%M}", **changed}


def test_from_the_call_to_its_result_on_the_call(client, cast, call, came):
    client.force_login(cast.community_clerk)
    address = f"{reverse('councils:new_ballot')}?call={call.code}"
    assert f'href="{address}"' in client.get(call.get_absolute_url()).content.decode()
    assert "is_binding" not in client.get(address).content.decode()
    made = client.post(address, form())
    ballot = Ballot.objects.get()
    assert made.url == reverse("councils:edit_ballot", args=[ballot.code])
    assert (ballot.call, ballot.is_binding) == (call, True)
    assert {item.project for item in ballot.items.all()} == set(came)
    assert ballot.title not in client.get("/calls/").content.decode()

    client.logout()
    assert ballot.title not in client.get(call.get_absolute_url()).content.decode()
    advance(ballot, "open", by=cast.community_clerk)
    assert ballot.get_absolute_url() in client.get(call.get_absolute_url()).content.decode()
    won = casting.items_of(ballot)[0]
    casting.cast(ballot, by=cast.resident, choices=[won.project.code])
    make.published(ballot, by=cast.community_clerk)
    page = client.get(call.get_absolute_url()).content.decode()
    assert won.project.get_absolute_url() in page
    said = client.get(f"/api/v1/ballots/{ballot.code}/").json()
    assert said["call"] == call.code


def test_only_what_the_call_brought_and_as_the_call_says(cast, call, came):
    clerk = cast.community_clerk
    ballot = make.draft(cast.community, by=clerk, projects=0, call=call, budget=200_000)
    with pytest.raises(Refused):
        preparing.put_on_ballot(ballot, make.project(cast.community), by=clerk)
    with pytest.raises(Refused):
        preparing.change_settings(ballot, by=clerk, is_binding=False)
    preparing.change_settings(ballot, by=clerk, title="先做哪几件")
    assert preparing.put_all_on_ballot(ballot, by=clerk) == 2
    advance(ballot, "open", by=clerk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(call=None)


@pytest.mark.parametrize("voting", ["none", "advisory"])
def test_a_call_without_a_vote_has_none(client, cast, voting):
    call = idea.call(cast.community_clerk, cast.community, voting=voting)
    client.force_login(cast.community_clerk)
    address = f"{reverse('councils:new_ballot')}?call={call.code}"
    assert client.get(address).status_code == (404 if voting == "none" else 200)
    if voting == "none":
        with pytest.raises(Refused):
            make.draft(
                cast.community, by=cast.community_clerk, projects=0, call=call, budget=200_000
            )
    else:
        assert not make.draft(cast.community, projects=0, call=call).is_binding


def test_a_vote_leaves_residents_time_to_hear_of_it(client, cast, call, came):
    """As long as the area asks: refused beside the field, and again when it opens."""
    client.force_login(cast.community_clerk)
    address = f"{reverse('councils:new_ballot')}?call={call.code}"
    soon = timezone.localtime() + dt.timedelta(hours=20)
    page = client.post(address, form(closes_at=f"{soon:%Y-%m-%dT%H:%M}"))
    assert page.status_code == 400
    assert list(page.context["form"].errors) == ["closes_at"]
    assert not Ballot.objects.exists()

    client.post(address, form())
    ballot = Ballot.objects.get()
    edit = reverse("councils:edit_ballot", args=[ballot.code])
    page = client.post(edit, form(closes_at=f"{soon:%Y-%m-%dT%H:%M}"))
    assert "closes_at" in page.context["form"].errors
    ProjectSettings.objects.create(area=cast.district, ballot_days=8)
    with pytest.raises(Refused) as refused:
        advance(ballot, "open", by=cast.community_clerk)
    assert refused.value.field == "closes_at"
    assert "8" in refused.value.message
    ProjectSettings.objects.update(ballot_days=6)
    advance(ballot, "open", by=cast.community_clerk)
