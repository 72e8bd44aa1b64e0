"""Which entry of the rail is marked as the place where one is."""

import pytest
from django.test import RequestFactory

from core.ui.nav import menu


def current(path, user, whose="STAFF"):
    request = RequestFactory().get(path)
    request.user = user
    return [link.url for _, links in menu(whose, request) for link in links if link.current]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/desk/", "/desk/"),
        ("/wishes/manage/", "/wishes/manage/"),
        ("/wishes/import/", "/wishes/manage/"),
        ("/wishes/YL-2026-0001/publish/", "/wishes/manage/"),
        ("/proposals/import/", "/proposals/manage/"),
        ("/calls/new/", "/proposals/manage/"),
        ("/councils/manage/YL/", "/councils/manage/"),
        ("/ballots/manage/YL-TP-2026-0001/piles/", "/councils/manage/"),
        ("/centres/5/edit/", "/centres/manage/"),
        ("/dashboard/990101/", "/dashboard/"),
        ("/about/", None),
    ],
)
def test_one_entry_is_current(cast, path, entry):
    assert current(path, cast.community_clerk) == ([entry] if entry else [])


@pytest.mark.parametrize(
    "path",
    [
        "/projects/map/",
        "/calls/YL-ZJ-2026-0001/",
        "/proposals/new/",
        "/councils/",
        "/ballots/YL-TP-2026-0001/",
        "/ledger/",
        "/open-data/",
    ],
)
def test_a_resident_stays_among_the_projects(cast, path):
    assert current(path, cast.resident, "RESIDENT") == ["/projects/"]
