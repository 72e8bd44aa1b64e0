"""Pictures of every sort, good and bad, and a kind of files to store them under."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.accounts.models import User
from core.files import kinds


@pytest.fixture
def kind(monkeypatch):
    """Files of communities: seen by those who are signed in as clerk."""
    monkeypatch.setattr(kinds, "_kinds", {})
    return kinds.declare(
        kinds.FileKind("photo", lambda user, stored: getattr(user, "username", "") == "clerk")
    ).name


@pytest.fixture
def uploader(db):
    return User.objects.create(username="uploader")


@pytest.fixture
def clerk(db):
    return User.objects.create(username="clerk")


def picture(form="JPEG", size=(60, 40), mode="RGB", colour="red", **options):
    """The bytes of a picture."""
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, form, **options)
    return out.getvalue()


def upload(content, name="photo.jpg", content_type="image/jpeg"):
    return SimpleUploadedFile(name, content, content_type)
