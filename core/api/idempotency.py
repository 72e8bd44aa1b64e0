"""`Idempotency-Key`: the same POST asked twice is done once and answered the same twice."""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.api.models import RememberedAnswer
from core.operations.addresses import client_address

KEPT = dt.timedelta(hours=24)
LONGEST_KEY = 200


class IdempotencyMiddleware:
    """Honours the header on every POST below the API's root.

    Two requests at once with one key: the second waits at the unique index for the first to
    commit, then gets its answer. Another body under a used key is a mistake: 422.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        if request.method != "POST" or not key or not request.path.startswith("/api/"):
            return self.get_response(request)
        if len(key) > LONGEST_KEY or not key.isprintable():
            return _problem(400, "bad_key", _("The Idempotency-Key is too long or not printable."))
        return self._once(request, key)

    def _once(self, request: HttpRequest, key: str) -> HttpResponse:
        scope, fingerprint = _scope(request), _fingerprint(request)
        with transaction.atomic():
            # the row is taken first, so that a twin request waits here
            row, fresh = RememberedAnswer.objects.get_or_create(
                scope=scope, key=key, defaults={"fingerprint": fingerprint}
            )
            if not fresh and timezone.now() - row.at > KEPT:
                row.fingerprint, row.at, fresh = fingerprint, timezone.now(), True
            if not fresh:
                return _again(row, fingerprint)
            response = self.get_response(request)
            if response.status_code >= 500 or response.streaming:
                transaction.set_rollback(True)
                return response
            row.status = response.status_code
            row.content_type = response.headers.get("Content-Type", "")
            row.body = response.content.decode()
            row.save()
            return response


def _scope(request: HttpRequest) -> str:
    """Whose key it is: nobody is given an answer that somebody else got."""
    token = request.headers.get("Authorization", "")
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    who = f"{token}\n{session}" if token or session else client_address(request)
    return hashlib.sha256(who.encode()).hexdigest()


def _fingerprint(request: HttpRequest) -> str:
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        _add_parts(digest, request)
    else:
        digest.update(request.body)
    return digest.hexdigest()


def _add_parts(digest: Any, request: HttpRequest) -> None:
    """Fields and files: the body itself has been read, and each sending parts it otherwise."""
    digest.update(repr(sorted(request.POST.lists())).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(f"\n{name} {file.name!r} {file.size}\n".encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)


def _again(row: RememberedAnswer, fingerprint: str) -> HttpResponse:
    if row.fingerprint != fingerprint:
        message = _("This Idempotency-Key was used for another request.")
        return _problem(422, "key_reused", message)
    response = HttpResponse(row.body, status=row.status, content_type=row.content_type)
    response.headers["Idempotent-Replay"] = "true"
    return response


def _problem(status: int, code: str, message: str) -> HttpResponse:
    error = {"code": code, "message": message, "fields": {}}
    return JsonResponse({"error": error}, status=status)
