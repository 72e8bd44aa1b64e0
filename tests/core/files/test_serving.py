"""A private file is seen by its uploader and by those its kind lets see it; nobody else."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from core.files import kinds
from core.files.models import StoredFile
from core.files.queries import files_of
from core.files.services import accept_image, attach, discard, discard_unattached, set_private
from tests.core.files.conftest import picture, upload
from tests.factories.areas import community

pytestmark = pytest.mark.django_db


@pytest.fixture
def private(kind, uploader):
    return accept_image(upload(picture()), kind=kind, by=uploader)


@pytest.fixture
def attached(private):
    attach(private, community())
    return private


def test_a_private_file_is_404_for_strangers(client, attached, django_user_model):
    for url in (attached.get_absolute_url(), attached.thumbnail_url):
        assert client.get(url).status_code == 404
        assert client.get(url, headers={"If-None-Match": f'"{attached.pk}"'}).status_code == 404
    client.force_login(django_user_model.objects.create(username="stranger"))
    assert client.get(attached.get_absolute_url()).status_code == 404


def test_those_whom_the_kind_lets_see_it_get_it(client, attached, clerk):
    client.force_login(clerk)
    response = client.get(attached.get_absolute_url())
    assert response.status_code == 200
    assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"
    assert response["Cache-Control"] == "private, no-cache"


def test_an_unattached_file_is_its_uploaders_alone(client, private, clerk, uploader):
    client.force_login(clerk)
    assert client.get(private.get_absolute_url()).status_code == 404
    client.force_login(uploader)
    assert client.get(private.get_absolute_url()).status_code == 200


def test_without_its_kind_a_private_file_stays_closed(client, attached, clerk, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {})
    client.force_login(clerk)
    assert client.get(attached.get_absolute_url()).status_code == 404


def test_a_public_file_is_served_inert(client, attached):
    set_private(attached, False)
    response = client.get(attached.thumbnail_url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"].startswith('inline; filename="')
    assert response["Cache-Control"] == "public, max-age=3600"
    again = client.get(attached.thumbnail_url, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_nginx_sends_it_when_told_to(client, attached, settings):
    set_private(attached, False)
    settings.FILES_ACCEL_PREFIX = "/protected/"
    response = client.get(attached.get_absolute_url())
    assert response["X-Accel-Redirect"] == f"/protected/{attached.file.name}"
    assert not response.content


def test_only_reading_is_allowed(client, attached):
    assert client.post(attached.get_absolute_url()).status_code == 405
    assert client.get(reverse("files:image", args=[uuid.uuid4()])).status_code == 404


def test_a_picture_lost_from_the_store_is_404(client, attached):
    set_private(attached, False)
    attached.file.storage.delete(attached.file.name)
    assert client.get(attached.get_absolute_url()).status_code == 404


def test_a_file_belongs_to_one_object(attached):
    attach(attached, community())
    with pytest.raises(ValueError, match="another object"):
        attach(attached, community("老埠社区"))
    assert list(files_of(community())) == [attached]


def test_discarding_removes_row_and_pictures(attached, django_capture_on_commit_callbacks):
    storage, names = attached.file.storage, (attached.file.name, attached.thumbnail.name)
    with django_capture_on_commit_callbacks(execute=True):
        discard(attached)
    assert not StoredFile.objects.exists()
    assert not any(storage.exists(name) for name in names)


def test_what_no_object_claims_goes_after_a_day(kind, attached, uploader):
    accept_image(upload(picture()), kind=kind, by=uploader)
    assert discard_unattached() == 0
    assert discard_unattached(timezone.now() + dt.timedelta(days=1, minutes=1)) == 1
    assert list(StoredFile.objects.all()) == [attached]
