"""What is kept for visitors and shared between people is right at once, and never personal."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.translation import gettext

from core.accounts.models import User
from core.ui.caching import TOKEN
from tests.factories import wishes as make
from volunteers.wishes.services import editing


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def wish(db):
    return make.published(make.clerk(make.community()))


def _seen(client: Client, wish) -> tuple[bool, bool, int]:
    wall = wish.public_title in client.get("/wishes/").content.decode()
    listed = wish.code in client.get("/api/v1/wishes/").content.decode()
    return wall, listed, client.get(wish.get_absolute_url()).status_code


def test_a_wish_taken_off_the_wall_is_gone_at_once(wish):
    visitor, member = Client(), Client()
    member.force_login(User.objects.create(username="member"))
    for client in (visitor, member, visitor, member):
        assert _seen(client, wish) == (True, True, 200)
    editing.set_private(wish, by=wish.submitted_by or make.clerk(wish.area), private=True)
    for client in (visitor, member):
        assert _seen(client, wish) == (False, False, 404)


def test_a_second_visit_is_answered_from_what_is_kept(wish, django_assert_num_queries):
    visitor = Client()
    visitor.get("/wishes/")
    with django_assert_num_queries(1):  # the version
        visitor.get("/wishes/")


def test_shared_pages_carry_the_token_of_whoever_asks(wish):
    tokens = []
    for name in ("one", "two"):
        client = Client()
        client.force_login(User.objects.create(username=name))
        page = client.get("/wishes/").content.decode()
        assert TOKEN not in page
        assert name not in re.findall(r"<header.*?</header>", page, re.DOTALL)[0]
        tokens.append(re.search(r'X-CSRFToken": "(\w+)"', page).group(1))
    assert tokens[0] != tokens[1]


def test_people_of_two_communities_see_their_own_frame(wish):
    pages = []
    for name in ("one", "two"):
        place = make.community()
        client = Client()
        client.force_login(User.objects.create(username=name, community=place))
        page = client.get("/wishes/").content.decode()
        assert place.name in page
        pages.append((place.name, page))
    (first, _), (second, later) = pages
    assert first == second or first not in re.findall(r"<header.*?</header>", later, re.DOTALL)[0]


def test_a_waiting_message_is_shown_to_its_owner_only(wish):
    owner, other = Client(), Client()
    owner.force_login(wish.submitted_by or make.clerk(wish.area))
    other.force_login(User.objects.create(username="other"))
    other.get("/wishes/")
    owner.post(f"{wish.get_absolute_url()}privacy/", {"private": "0"})
    said = gettext("It may stand on the wall.")
    assert said not in other.get("/wishes/").content.decode()
    assert said in owner.get("/wishes/").content.decode()
    assert said not in owner.get("/wishes/").content.decode()
