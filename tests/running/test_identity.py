"""Root below a closed folder: PostgreSQL lives outside, and is forgotten with its data folder."""

import os
import shutil

import pytest
from running import identity


@pytest.fixture
def nobody(monkeypatch, tmp_path):
    if os.geteuid():
        pytest.skip("only root runs PostgreSQL as somebody else")
    outside = tmp_path / "outside"
    outside.mkdir()
    monkeypatch.setattr(identity, "ELSEWHERE", outside)
    return identity.unprivileged()


def test_an_ordinary_person_stays_who_they_are(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert identity.unprivileged() is None
    assert identity.home(tmp_path, None) == tmp_path


def test_a_closed_folder_gets_a_place_outside_and_keeps_it(nobody, tmp_path):
    data = tmp_path / "closed" / "data"
    data.mkdir(parents=True)
    data.parent.chmod(0o700)
    place = identity.home(data, nobody)
    assert place.parent == identity.ELSEWHERE
    assert identity.home(data, nobody) == place
    shutil.rmtree(data)
    data.mkdir()
    assert identity.home(data, nobody) != place
    assert not place.exists()
