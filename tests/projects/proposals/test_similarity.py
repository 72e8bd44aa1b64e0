"""What sounds alike is found, by what is said and not by where; what does not, is left alone."""

import pytest

from projects.proposals import services
from projects.proposals.similarity import funded_before, score, similar_in_public, similar_to
from tests.factories import proposals as make
from tests.factories.areas import estate
from tests.factories.centres import CentreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps(cast):
    estate("榕景花园", of=cast.community)
    return make.in_public(cast.community_clerk, cast.community)


def test_the_same_matter_in_other_words(cast, steps):
    found = similar_in_public("榕景花园门口台阶坏了，请修一修", area=cast.community)
    assert [a.row for a in found] == [steps]


@pytest.mark.parametrize("text", ["给孩子们办一个四点半课堂", "榕景花园晚上太黑，装路灯", "好", ""])
def test_another_matter_at_the_same_place(cast, steps, text):
    assert similar_in_public(text, area=cast.community) == []


def test_the_public_meets_only_public_words(cast):
    hidden = make.proposal(cast.community)
    assert similar_in_public("台阶破了", area=cast.community) == []
    other = make.screening(cast.community_clerk, cast.community, contact_phone="13800002222")
    assert [a.row for a in similar_to(other)] == [hidden]


def test_within_a_kilometre_across_the_border(cast, steps):
    text = "台阶坏了，雨天湿滑"
    assert similar_in_public(text, area=cast.neighbour_community) == []
    services.edit(steps, by=cast.community_clerk, longitude=113.30, latitude=23.10)
    near, far = (113.305, 23.104), (113.33, 23.10)
    assert similar_in_public(text, area=cast.neighbour_community, point=near)
    assert not similar_in_public(text, area=cast.neighbour_community, point=far)


def test_who_types_next_door_meets_it_without_giving_a_point(cast, steps, client):
    """No form asks for a point: the communities' centres say what is near."""
    typed = {"text": "台阶坏了，雨天湿滑", "community": cast.neighbour_community.code}
    here = CentreFactory(area=cast.community, longitude=113.30, latitude=23.10)
    beside = CentreFactory(area=cast.neighbour_community, longitude=113.33, latitude=23.10)
    assert steps.public_title not in client.post("/proposals/new/similar/", typed).content.decode()
    beside.longitude = 113.307
    beside.save()
    assert steps.public_title in client.post("/proposals/new/similar/", typed).content.decode()
    here.delete()
    services.edit(steps, by=cast.community_clerk, longitude=113.304, latitude=23.105)
    assert steps.public_title in client.post("/proposals/new/similar/", typed).content.decode()


def test_projects_of_every_year_are_looked_up(cast):
    project = make.shortlisted(cast.community_clerk, cast.community).project
    again = make.screening(
        cast.neighbour_clerk, cast.neighbour_community, contact_phone="13800003333"
    )
    assert [a.row for a in funded_before(again)] == [project]


def test_scores_are_between_nothing_and_all():
    assert score("台阶修复", "台阶修复") == 1
    assert score("台阶", "路灯") == 0
    assert 0 < score("台阶破损", "破损路面") < 1
