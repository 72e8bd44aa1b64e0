import pytest
from django.test import RequestFactory

from core.operations.addresses import client_address, limit_key


def asked(address, forwarded=None):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, None, "10.0.0.1"),
        (0, "198.51.100.7", "10.0.0.1"),  # nobody of ours stands in front: a lie
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),  # the left one was sent by the client
        (2, "198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (1, None, "10.0.0.1"),
        (1, "rubbish", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    assert client_address(asked("10.0.0.1", forwarded)) == expected


def test_one_household_with_ipv6_is_one_key(settings):
    settings.TRUSTED_PROXIES = 0
    assert limit_key(asked("2001:db8:1:2:3::4")) == limit_key(asked("2001:db8:1:2:ffff::9"))
    assert limit_key(asked("2001:db8:1:2::4")) != limit_key(asked("2001:db8:1:3::4"))
