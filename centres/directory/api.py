"""`/api/v1/centres/`: the directory, with opening states and the next seven days."""

from typing import Any

from django.http import Http404
from django.urls import path
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from centres.directory import queries
from centres.directory.hours import Kind
from centres.directory.models import Room, ServiceCentre
from centres.directory.room_kinds import RoomKind
from centres.directory.wording import words_for
from core.api.errors import ErrorAnswer
from core.api.paging import asked_page, page_of, page_schema, paging
from core.areas.models import Area

SIZE, LARGEST = 50, 200
LONGEST_Q = 60


class OpenNow(serializers.Serializer):
    """Open or not at the moment of the answer."""

    state = serializers.ChoiceField([kind.value for kind in Kind])
    text = serializers.CharField(help_text="In words, in the language of the request.")
    at = serializers.DateTimeField(allow_null=True, help_text="The next closing or opening.")


class Centre(serializers.Serializer):
    """One service centre."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    level = serializers.ChoiceField(ServiceCentre.Level.choices)
    area = serializers.CharField(help_text="Division code.")
    address = serializers.CharField()
    phone = serializers.CharField()
    longitude = serializers.FloatField(allow_null=True, help_text="CGCS2000 degrees.")
    latitude = serializers.FloatField(allow_null=True)
    open_now = OpenNow()


class DayOfHours(serializers.Serializer):
    """The hours of one date, exceptions and holidays in place."""

    date = serializers.DateField()
    hours = serializers.ListField(child=serializers.CharField(), help_text="Such as 08:30–12:00.")
    reason = serializers.CharField(allow_blank=True, help_text="Why they differ, if they do.")


class RoomItem(serializers.Serializer):
    """One room and how one gets to use it."""

    name = serializers.CharField()
    kind = serializers.ChoiceField(RoomKind.choices)
    access = serializers.ChoiceField(Room.Access.choices)
    capacity = serializers.IntegerField(allow_null=True)


class CentreDetail(Centre):
    """A centre with its next seven days and its rooms."""

    access_notes = serializers.CharField(allow_blank=True)
    week = DayOfHours(many=True)
    rooms = RoomItem(many=True)


CentrePage = page_schema(Centre)


def _item(centre: ServiceCentre, state: Any) -> dict[str, Any]:
    words = words_for(state)
    return {
        "id": centre.pk,
        "name": centre.name,
        "level": centre.level,
        "area": centre.area.code,
        "address": centre.address,
        "phone": centre.phone,
        "longitude": centre.longitude,
        "latitude": centre.latitude,
        "open_now": {
            "state": state.kind.value,
            "text": " ".join(filter(None, (words.label, words.detail))),
            "at": state.at.isoformat() if state.at else None,
        },
    }


def _wanted(request: Request) -> Any:
    """The centres asked for. Raises ValidationError for what is not understood."""
    query = request.query_params
    level, code, text = query.get("level", ""), query.get("area", ""), query.get("q", "")
    errors: dict[str, list[str]] = {}
    if level and level not in ServiceCentre.Level.values:
        errors["level"] = [_("Please choose one of the list.")]
    if len(text) > LONGEST_Q:
        errors["q"] = [_("Please make this shorter.")]
    area = Area.objects.filter(code=code).first() if code else None
    if code and area is None:
        errors["area"] = [_("There is no such area.")]
    if errors:
        raise ValidationError(errors)
    rows = ServiceCentre.objects.visible_to(request.user).select_related("area")
    rows = rows.filter(level=level) if level else rows
    rows = rows.within(area) if area else rows
    return queries.named(rows, text.strip()) if text.strip() else rows


class CentreList(APIView):
    """Public; reads only."""

    @extend_schema(
        operation_id="centres_list",
        parameters=[
            OpenApiParameter("level", enum=ServiceCentre.Level.values),
            OpenApiParameter("area", str, description="Division code: this area and all below."),
            OpenApiParameter("q", str, description="Part of name or address, or pinyin initials."),
            *paging(LARGEST),
        ],
        responses={200: CentrePage, 400: ErrorAnswer, 401: ErrorAnswer},
    )
    def get(self, request: Request) -> Response:
        page = asked_page(_wanted(request), request.GET, order=("id",), size=SIZE, largest=LARGEST)
        states = queries.open_states(page.rows)
        return Response(page_of(page, lambda centre: _item(centre, states[centre.pk])))


class CentreOne(APIView):
    """Public; reads only."""

    @extend_schema(
        operation_id="centres_retrieve",
        responses={200: CentreDetail, 401: ErrorAnswer, 404: ErrorAnswer},
    )
    def get(self, request: Request, pk: int) -> Response:
        visible = ServiceCentre.objects.visible_to(request.user).select_related("area")
        centre = visible.filter(pk=pk).first()
        if centre is None:
            raise Http404
        rooms = [room for _label, group in queries.rooms_by_access(centre) for room in group]
        return Response(
            {
                **_item(centre, queries.open_state(centre)),
                "access_notes": centre.access_notes,
                "week": [
                    {
                        "date": day.date.isoformat(),
                        "hours": [str(span) for span in day.spans],
                        "reason": day.reason,
                    }
                    for day in queries.week_of(centre)
                ],
                "rooms": [
                    {"name": r.name, "kind": r.kind, "access": r.access, "capacity": r.capacity}
                    for r in rooms
                ],
            }
        )


urlpatterns = [
    path("centres/", CentreList.as_view(), name="centres"),
    path("centres/<int:pk>/", CentreOne.as_view(), name="centre"),
]
