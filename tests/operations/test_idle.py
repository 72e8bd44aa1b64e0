import datetime as dt

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

# later than any clock that runs this: an expired session cannot be read back
START = dt.datetime(2100, 3, 1, 9, 0, tzinfo=dt.UTC)


def visits(client, minutes):
    """Whether the session still lives after visits at these minutes."""
    for minute in minutes:
        with time_machine.travel(START + dt.timedelta(minutes=minute), tick=False):
            client.get("/nothing/")
    return SESSION_KEY in client.session


@pytest.mark.parametrize(
    ("minutes", "lives"), [([0, 29], True), ([0, 31], False), ([0, 20, 40, 60], True)]
)
def test_staff_are_signed_out_after_thirty_idle_minutes(client, cast, minutes, lives):
    with time_machine.travel(START, tick=False):
        client.force_login(cast.community_clerk)
    assert visits(client, minutes) is lives


def test_residents_stay(client, cast):
    with time_machine.travel(START, tick=False):
        client.force_login(cast.resident)
    assert visits(client, [0, 300])


def test_a_fragment_sends_the_whole_page_to_sign_in(client, cast):
    with time_machine.travel(START, tick=False):
        client.force_login(cast.community_clerk)
        client.get("/nothing/")
    with time_machine.travel(START + dt.timedelta(hours=1), tick=False):
        answer = client.get("/nothing/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == reverse("account_login")


def test_visitors_and_idle_checks_ask_the_database_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/nothing.txt", headers={"Accept": "application/json"})
