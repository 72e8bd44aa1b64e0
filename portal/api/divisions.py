"""`/api/v1/divisions/`: the tree of divisions, level by level or by name."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.errors import ErrorAnswer
from core.api.query import number
from core.areas.models import Area
from core.areas.queries import named

SIZE, LARGEST = 100, 500
LONGEST_Q = 60


class Division(serializers.Serializer):
    """One administrative division or grid."""

    code = serializers.CharField()
    name = serializers.CharField()
    level = serializers.ChoiceField(Area.Level.choices)
    parent = serializers.CharField(  # type: ignore[assignment]  # our name for it
        allow_null=True, help_text="Code of the division above."
    )


class Divisions(serializers.Serializer):
    """Divisions in the order of their codes."""

    results = Division(many=True)
    next = serializers.CharField(allow_null=True, help_text="Pass as `after` for the next page.")


class DivisionList(APIView):
    """Public; reads only."""

    @extend_schema(
        operation_id="divisions_list",
        parameters=[
            OpenApiParameter("parent", str, description="Only those directly below this code."),
            OpenApiParameter("level", enum=Area.Level.values),
            OpenApiParameter("q", str, description="Part of the name, or pinyin initials."),
            OpenApiParameter("after", str, description="Codes greater than this one."),
            OpenApiParameter("limit", int, description=f"Rows of a page, 1 to {LARGEST}."),
        ],
        responses={200: Divisions, 400: ErrorAnswer, 401: ErrorAnswer},
    )
    def get(self, request: Request) -> Response:
        query = request.query_params
        limit = number(query.get("limit", ""), least=1, most=LARGEST, default=SIZE, field="limit")
        level = query.get("level", "")
        if level and level not in Area.Level.values:
            raise ValidationError({"level": [_("Please choose one of the list.")]})
        rows = named(Area.objects.order_by("code"), query.get("q", "")[:LONGEST_Q])
        rows = rows.filter(level=level) if level else rows
        if query.get("parent"):
            rows = rows.filter(parent__code=query["parent"])
        if query.get("after"):
            rows = rows.filter(code__gt=query["after"])
        found: list[dict[str, Any]] = [
            {"code": code, "name": name, "level": its_level, "parent": parent}
            for code, name, its_level, parent in rows.values_list(
                "code", "name", "level", "parent__code"
            )[: limit + 1]
        ]
        more = len(found) > limit
        found = found[:limit]
        return Response({"results": found, "next": found[-1]["code"] if more else None})


urlpatterns = [path("divisions/", DivisionList.as_view(), name="divisions")]
