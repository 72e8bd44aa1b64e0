"""One shape for every error: {"error": {"code", "message", "fields"}}."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from core.workflow.errors import NotAllowed, Refused, WorkflowError, WrongState


class ErrorBody(serializers.Serializer):
    """What went wrong."""

    code = serializers.CharField(help_text="A stable word for programs.")
    message = serializers.CharField(help_text="A sentence for people.")
    fields = serializers.DictField(  # type: ignore[assignment]  # our name for it
        child=serializers.ListField(child=serializers.CharField()),
        help_text="Messages by input field; empty unless the input was at fault.",
    )


class ErrorAnswer(serializers.Serializer):
    """The body of every 4xx answer."""

    error = ErrorBody()


def problem(status: int, code: str, message: str, fields: dict[str, Any] | None = None) -> Response:
    """An error answer in the one shape."""
    return Response(
        {"error": {"code": code, "message": message, "fields": fields or {}}}, status=status
    )


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler for the whole API."""
    match error:
        case WrongState():
            return _rolled_back(problem(409, error.code, error.message))
        case NotAllowed():
            return _rolled_back(problem(403, error.code, error.message))
        case WorkflowError():
            return _rolled_back(problem(409, error.code, error.message))
        case Refused():
            fields = {error.field: [str(error.message)]} if error.field else {}
            return _rolled_back(problem(400, "refused", str(error.message), fields))
        case ValidationError():
            error = exceptions.ValidationError(detail=serializers.as_serializer_error(error))
        case Http404():
            error = exceptions.NotFound()
        case PermissionDenied():
            error = exceptions.PermissionDenied()
    response = exception_handler(error, context)
    if response is not None:
        response.data = {"error": _body(error, response)}
    return response


def _rolled_back(response: Response) -> Response:
    set_rollback()
    return response


def _body(error: Exception, response: Response) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        return {
            "code": "invalid",
            "message": _("Some entries need another look."),
            "fields": _flat(response.data),
        }
    code = getattr(error, "default_code", "error")
    detail = getattr(error, "detail", "")
    if isinstance(error, exceptions.ParseError):
        detail = _("The body is not JSON: %(why)s") % {"why": str(detail).partition(" - ")[2]}
    if isinstance(error, exceptions.Throttled):
        detail = error.default_detail  # how long: the header Retry-After
    return {"code": str(code), "message": str(detail), "fields": {}}


def _flat(data: Any, prefix: str = "") -> dict[str, list[str]]:
    """Nested DRF messages as one level of dotted names; those of no field under "_"."""
    if isinstance(data, dict):
        found: dict[str, list[str]] = {}
        for name, value in data.items():
            name = "_" if name == "non_field_errors" else str(name)
            found.update(_flat(value, f"{prefix}.{name}" if prefix else name))
        return found
    if isinstance(data, list) and any(isinstance(v, dict | list) for v in data):
        found = {}
        for index, value in enumerate(data):
            found.update(_flat(value, f"{prefix}.{index}" if prefix else str(index)))
        return found
    messages = data if isinstance(data, list) else [data]
    return {prefix or "_": [str(m) for m in messages]}
