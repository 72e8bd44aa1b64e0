"""Which entry of the rail is marked as the place where one is."""

import pytest
from django.test import RequestFactory

from core.ui.nav import menu


def current(path, user):
    request = RequestFactory().get(path)
    request.user = user
    return [link.url for _, links in menu("STAFF", request) for link in links if link.current]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/desk/", "/desk/"),
        ("/wishes/manage/", "/wishes/manage/"),
        ("/wishes/import/", "/wishes/manage/"),
        ("/wishes/YL-2026-0001/publish/", "/wishes/manage/"),
        ("/centres/5/edit/", "/centres/manage/"),
        ("/dashboard/990101/", "/dashboard/"),
        ("/about/", None),
    ],
)
def test_one_entry_is_current(cast, path, entry):
    assert current(path, cast.community_clerk) == ([entry] if entry else [])
