"""Handing out a file: as a download, with its own type, kept by no cache on the way."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attachment(body: bytes, *, name: str, content_type: str) -> HttpResponse:
    """The file as an attachment; browsers neither guess its type nor run anything in it."""
    answer = HttpResponse(body, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
