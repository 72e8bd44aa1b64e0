"""Nobody guesses the code on a slip by trying, and nobody floods a community with wishes."""

import pytest

from core.operations.limits import forget
from tests.factories import wishes as make
from volunteers.wishes.models import MicroWish

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "198.51.100.7", "198.51.100.{}"


@pytest.fixture(autouse=True)
def limits(settings):
    settings.RATE_LIMITS, settings.RATE_LIMIT_STORAGE = True, "memory://"
    forget()
    yield
    forget()


@pytest.fixture
def right(db):
    wish = make.wish(contact_phone="13912345678")
    return {"code": wish.tracking_code, "last4": "5678"}


@pytest.fixture
def track(client):
    def tracking(code, last4, address=HERE):
        typed = {"code": code, "last4": last4}
        return client.post("/wishes/track/", typed, REMOTE_ADDR=address).status_code

    return tracking


def test_who_tries_many_codes_is_stopped_before_a_right_one(track, right):
    assert [track(f"ABCDEFGHJK{n:02}", "5678") for n in range(20)] == [400] * 20
    assert track(**right) == 429
    assert track(**right, address=ELSEWHERE.format(8)) == 302


def test_who_tries_all_digits_of_one_code_is_stopped_wherever_she_comes_from(track, right):
    code = right["code"]
    tried = [track(code, f"{n:04}", ELSEWHERE.format(n)) for n in range(10, 18)]
    assert tried == [400] * 8
    assert track(**right, address=ELSEWHERE.format(99)) == 429
    assert track(code.replace("-", "").lower(), "5678", ELSEWHERE.format(98)) == 429


def test_one_address_makes_so_many_wishes_and_no_more(client, community, clerk):
    typed = {
        "story": "想听戏",
        "kind": "goods",
        "community": community.code,
        "contact_name": "陈桂芳",
        "contact_phone": "13912345678",
        "contact_mode": "go_between",
        "seats": "1",
        "consent": "on",
    }

    def wishing(address):
        return client.post("/wishes/new/", typed, REMOTE_ADDR=address).status_code

    assert [wishing(HERE) for _ in range(11)] == [302] * 10 + [429]
    assert wishing(ELSEWHERE.format(8)) == 302
    assert MicroWish.objects.count() == 11
