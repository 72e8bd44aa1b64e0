"""What is taken in is a picture we made; what is not a picture is refused kindly."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from PIL import Image

from core.files.imaging import LARGEST_BYTES, LONGEST_SIDE
from core.files.models import StoredFile
from core.files.services import accept_image
from tests.core.files.conftest import picture, upload

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def gps_exif():
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (22.0, 30.0, 15.5)
    return exif


def png_claiming(width, height):
    """A PNG whose header promises a huge picture, with hardly any data."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


class Endless(io.RawIOBase):
    """An upload that lies about its size and never ends; counts what was read."""

    size = 1000
    taken = 0

    def seek(self, *args):
        return 0

    def read(self, n=-1):
        assert n > 0, "must not read all of it"
        self.taken += n
        return b"\xff" * n


def stored(content, kind, by=None, **about):
    return accept_image(upload(content, **about), kind=kind, by=by)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_pictures_become_jpegs_with_a_thumbnail(kind, form):
    file = stored(picture(form, (3000, 1500)), kind, name="x.exe", content_type="text/html")
    with Image.open(file.file) as image, Image.open(file.thumbnail) as small:
        assert (image.format, image.size) == ("JPEG", (LONGEST_SIDE, LONGEST_SIDE // 2))
        assert (small.format, small.size) == ("JPEG", (480, 240))
    assert (file.width, file.height, file.content_type) == (2048, 1024, "image/jpeg")
    assert file.size == file.file.size
    assert file.is_private


@pytest.mark.django_db
def test_place_and_maker_are_stripped_and_the_picture_stands_upright(kind):
    content = picture(size=(60, 40), exif=gps_exif(), comment=b"secret address")
    assert b"PhoneMaker" in content
    file = stored(content, kind)
    clean = file.file.read()
    assert b"PhoneMaker" not in clean
    assert b"Exif" not in clean
    assert b"secret" not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert not image.getexif()
        assert image.size == (40, 60)


@pytest.mark.django_db
def test_transparency_becomes_white(kind):
    file = stored(picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)), kind)
    with Image.open(file.file) as image:
        assert min(image.getpixel((5, 5))) > 250


@pytest.mark.django_db
@pytest.mark.parametrize(("mode", "colour"), [("L", 0), ("P", 0), ("CMYK", 0), ("1", 0), ("LA", 0)])
def test_other_colour_modes_are_taken(kind, mode, colour):
    form = "JPEG" if mode == "CMYK" else "PNG"
    assert stored(picture(form, mode=mode, colour=colour), kind).width == 60


@pytest.mark.django_db
def test_a_page_or_archive_hidden_in_a_picture_is_lost(kind):
    hidden = b"<script>alert(1)</script>PK\x03\x04"
    clean = stored(picture() + hidden, kind).file.read()
    assert b"<script>" not in clean
    assert b"PK\x03\x04" not in clean


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"MZ\x90\0 a program", "unreadable", id="program"),
        pytest.param(SVG, "unreadable", id="svg"),
        pytest.param(b"<html><script>alert(1)</script>", "unreadable", id="page"),
        pytest.param(b"GIF89a<script>alert(1)</script>", "unreadable", id="polyglot"),
        pytest.param(picture()[:-200], "unreadable", id="truncated jpeg"),
        pytest.param(picture("PNG", (300, 300))[:-60], "unreadable", id="truncated png"),
        pytest.param(picture("TIFF"), "unreadable", id="tiff"),
        pytest.param(picture("BMP"), "unreadable", id="bmp"),
        pytest.param(png_claiming(60_000, 60_000), "too_many_pixels", id="bomb"),
        pytest.param(png_claiming(8_000, 8_000), "too_many_pixels", id="large"),
        pytest.param(png_claiming(100, 100), "unreadable", id="data missing"),
        pytest.param(b"\xff" * (LARGEST_BYTES + 1), "too_large", id="large file"),
    ],
)
def test_anything_else_is_refused(kind, content, code):
    with pytest.raises(ValidationError) as refusal:
        stored(content, kind)
    assert refusal.value.code == code
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_an_upload_without_end_is_not_read_to_its_end(kind):
    endless = Endless()
    with pytest.raises(ValidationError, match="10 MB"), translation.override("en"):
        accept_image(endless, kind=kind, by=None)
    assert endless.taken <= LARGEST_BYTES + 1


@pytest.mark.django_db
def test_an_upload_that_declares_100_mb_is_not_read_at_all(kind):
    endless = Endless()
    endless.size = 100 * 1024 * 1024
    with pytest.raises(ValidationError):
        accept_image(endless, kind=kind, by=None)
    assert endless.taken == 0


@pytest.mark.django_db
def test_a_kind_nobody_declared_is_a_mistake():
    with pytest.raises(KeyError):
        stored(picture(), "unheard-of")
