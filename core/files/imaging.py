"""Turning whatever was uploaded into a picture we made ourselves, or refusing it kindly."""

import io
import logging
import warnings
from dataclasses import dataclass
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

logger = logging.getLogger(__name__)

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LARGEST_BYTES = 10 * 1024 * 1024
LARGEST_PIXELS = 50_000_000
LONGEST_SIDE = 2048
THUMBNAIL_SIDE = 480
QUALITY = 85


@dataclass(frozen=True)
class Picture:
    """A JPEG without metadata, and its size in pixels."""

    content: bytes
    width: int
    height: int


def read_upload(upload: IO[bytes]) -> bytes:
    """The upload's bytes. Raises ValidationError when empty or over 10 MB, reading no further."""
    content = b""
    if (getattr(upload, "size", None) or 0) <= LARGEST_BYTES:
        upload.seek(0)
        content = upload.read(LARGEST_BYTES + 1)
        if not content:
            raise ValidationError(_("This file is empty. Please choose another photo."), "empty")
        if len(content) <= LARGEST_BYTES:
            return content
    raise ValidationError(
        _("This photo is larger than %(mb)s MB. Please choose a smaller one."),
        "too_large",
        {"mb": LARGEST_BYTES // 1024 // 1024},
    )


def decode(content: bytes) -> Image.Image:
    """The first frame, upright, in RGB on white, at most 2048 pixels long.

    The content alone decides what it is; names and declared types are not asked. Raises
    ValidationError for anything but a whole JPEG, PNG, WebP or GIF of up to 50 million pixels.
    """
    unreadable = ValidationError(
        _("This file is not a photo we can read. Please choose a JPEG, PNG or WebP photo."),
        "unreadable",
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:
        raise unreadable from error
    if image.width * image.height > LARGEST_PIXELS:
        raise _too_many_pixels()
    try:
        return _upright(image)
    except Exception as error:
        # Pillow's decoders raise almost anything on broken data
        logger.info("unreadable image: %s", type(error).__name__)
        raise unreadable from error


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This photo has too many pixels. Please choose a smaller one."), "too_many_pixels"
    )


def _upright(image: Any) -> Image.Image:
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if upright.mode == "RGB":
        return upright
    coloured = upright.convert("RGBA")
    white = Image.new("RGB", coloured.size, "white")
    white.paste(coloured, mask=coloured.getchannel("A"))
    return white


def encode(image: Image.Image, *, side: int = LONGEST_SIDE) -> Picture:
    """A JPEG made from the pixels alone: no EXIF, no place, no comment, nothing appended."""
    scaled = image.copy()
    scaled.thumbnail((side, side), Image.Resampling.LANCZOS)
    scaled.info.clear()
    out = io.BytesIO()
    scaled.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Picture(out.getvalue(), scaled.width, scaled.height)
