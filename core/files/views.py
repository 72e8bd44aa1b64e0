"""Serving files: private ones through a permission check, all with headers that keep them inert."""

import uuid

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core.files.models import StoredFile
from core.files.queries import may_see

PUBLIC_SECONDS = 3600


@require_safe
def image(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    stored = _visible(request, pk)
    return _serve(request, stored, stored.file, tag=f'"{stored.pk}"')


@require_safe
def thumbnail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    stored = _visible(request, pk)
    return _serve(request, stored, stored.thumbnail, tag=f'"{stored.pk}-small"')


def _visible(request: HttpRequest, pk: uuid.UUID) -> StoredFile:
    """404 for what one may not see, as for what does not exist."""
    stored = get_object_or_404(StoredFile, pk=pk)
    if not may_see(request.user, stored):
        raise Http404
    return stored


def _serve(request: HttpRequest, stored: StoredFile, file: FieldFile, *, tag: str) -> HttpResponse:
    """The picture, or 304: its content never changes, so the tag needs no look at the disk."""
    response: HttpResponse
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    else:
        response = _body(stored, file)
        response["Content-Disposition"] = f'inline; filename="{stored.pk}.jpg"'
    response["ETag"] = tag
    response["Cache-Control"] = (
        "private, no-cache" if stored.is_private else f"public, max-age={PUBLIC_SECONDS}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _body(stored: StoredFile, file: FieldFile) -> HttpResponse:
    prefix = getattr(settings, "FILES_ACCEL_PREFIX", "")
    if prefix:
        response = HttpResponse(content_type=stored.content_type)
        response["X-Accel-Redirect"] = f"{prefix}{file.name}"
        return response
    try:
        return FileResponse(file.open("rb"), content_type=stored.content_type)
    except FileNotFoundError as error:
        raise Http404 from error
