"""The API's side of every button: POST …/{transition}/."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request

from core.workflow.engine import advance, available, refusals
from core.workflow.errors import Refused
from core.workflow.forms import TransitionForm, form_for
from core.workflow.models import WorkflowModel


class Moved(serializers.Serializer):
    """Where a matter stands after a transition."""

    code = serializers.CharField()
    status = serializers.CharField()
    due_at = serializers.DateTimeField(allow_null=True)
    available = serializers.ListField(
        child=serializers.CharField(), help_text="Transitions open to you from here."
    )


def move(obj: WorkflowModel, name: str, request: Request) -> dict[str, Any]:
    """Follow one arrow for the person asking; the same forms check the input as on the pages.

    Raises NotFound for an unknown transition, ValidationError with field messages, and what
    `advance` raises.
    """
    arrow = obj.workflow.by_name.get(name)
    if arrow is None:
        raise NotFound
    form = form_for(arrow)(_plain(request.data), obj=obj, user=request.user)
    if not form.is_valid() and arrow.permit(request.user, obj) and obj.status in arrow.sources:
        refused = refusals(obj, name, by=request.user, **form.cleaned_data)
        raise ValidationError(_messages(form, refused))
    try:
        advance(obj, name, by=request.user, channel="api", **form.cleaned_data)
    except Refused as first:
        raise ValidationError(_messages(form, (first, *first.also))) from first
    return Moved(
        {
            "code": obj.code,
            "status": obj.status,
            "due_at": obj.due_at,
            "available": [t.name for t in available(obj, request.user)],
        }
    ).data


def _plain(data: Any) -> dict[str, Any]:
    """JSON as a form reads it: text stays text, anything else becomes its text."""
    if not isinstance(data, dict) and not hasattr(data, "items"):
        raise ValidationError({"_": ["a JSON object is expected"]})
    return {
        str(k): v if isinstance(v, str | bool | int) else str(v)
        for k, v in data.items()
        if v is not None
    }


def _messages(form: TransitionForm, refused: Iterable[Refused]) -> dict[str, list[str]]:
    """The faults of a form, and what guards refuse besides, by field; "_" where there is none."""
    told = {
        ("_" if name == "__all__" else name): [str(m) for m in found]
        for name, found in form.errors.items()
    }
    for one in refused:
        name, message = one.field or "_", str(one.message)
        if name not in told or (name == "_" and message not in told[name]):
            told.setdefault(name, []).append(message)
    return told
