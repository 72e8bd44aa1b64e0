"""Pictures of a centre: public, described, of six at most, and real pictures only."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from centres.directory.models import CentrePhoto
from core.accounts.models import RoleGrant, User
from core.files.models import StoredFile
from tests.factories.centres import CentreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(community_area):
    return CentreFactory(area=community_area)


@pytest.fixture
def clerk(client, community_area, settings):
    settings.LINLI_REQUIRE_MFA = False
    user = User.objects.create(username="clerk")
    RoleGrant.objects.create(user=user, role="community_clerk", area=community_area)
    client.force_login(user)
    return client


def picture():
    data = io.BytesIO()
    Image.new("RGB", (80, 60), "red").save(data, "PNG")
    return SimpleUploadedFile("门口.png", data.getvalue(), "image/png")


def add(client, centre, file=None):
    asked = {"picture": file or picture(), "shows": "带坡道的入口"}
    return client.post(f"/centres/{centre.pk}/photos/", asked)


def test_a_picture_is_public_at_once_with_its_words(clerk, client, centre):
    assert add(clerk, centre).status_code == 302
    client.logout()
    assert 'alt="带坡道的入口"' in client.get(centre.get_absolute_url()).content.decode()
    assert client.get(CentrePhoto.objects.get().image.thumbnail_url).status_code == 200


def test_what_only_says_it_is_a_picture_is_refused(clerk, centre):
    fake = SimpleUploadedFile("a.png", b"<script>alert(1)</script>", "image/png")
    assert add(clerk, centre, fake).status_code == 400
    assert not StoredFile.objects.exists()


def test_the_seventh_is_refused_until_one_is_removed(clerk, centre):
    for _ in range(6):
        add(clerk, centre)
    assert add(clerk, centre).status_code == 400
    photo = CentrePhoto.objects.first()
    clerk.post(f"/centres/{centre.pk}/photos/{photo.pk}/remove/")
    assert CentrePhoto.objects.count() == StoredFile.objects.count() == 5


def test_nobody_else_adds_or_removes(clerk, client, centre):
    add(clerk, centre)
    photo = CentrePhoto.objects.get()
    client.force_login(User.objects.create(username="resident"))
    assert add(client, centre).status_code == 404
    assert client.post(f"/centres/{centre.pk}/photos/{photo.pk}/remove/").status_code == 404
    assert CentrePhoto.objects.count() == 1
