"""`/api/v1/budgets/{area}/`: where the public money of an area goes in a year."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
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
from projects.disclosure import budget
from projects.disclosure.budget_views import programme_named

YEARS = {"least": 2000, "most": 2100}


class Sums(serializers.Serializer):
    """Yuan, two decimals, as text; each counts movements of the year."""

    appropriated = serializers.DecimalField(16, 2)
    committed = serializers.DecimalField(16, 2)
    contracted = serializers.DecimalField(16, 2)
    paid = serializers.DecimalField(16, 2)
    pledged = serializers.DecimalField(16, 2)
    received = serializers.DecimalField(16, 2)


class KindSums(Sums):
    """The same for one kind of project."""

    kind = serializers.CharField()


class AreaSums(Sums):
    """The same for one part of the area."""

    area = serializers.CharField(help_text="Division code.")
    area_name = serializers.CharField()


class ProgrammeLine(serializers.Serializer):
    """A programme that has money here in this year."""

    code = serializers.CharField()
    name = serializers.CharField()


class BudgetWhole(AreaSums):
    """An area's year, of all programmes or of one."""

    year = serializers.IntegerField()
    programme = serializers.CharField(allow_null=True, help_text="Its code; null for all.")
    programmes = ProgrammeLine(many=True)
    kinds = KindSums(many=True)
    parts = AreaSums(many=True)


def whole(found: budget.Budget) -> dict[str, Any]:
    """The budget of an area as data."""
    return {
        "area": found.area.code,
        "area_name": found.area.name,
        "year": found.year,
        "programme": found.programme.code if found.programme else None,
        "programmes": [{"code": p.code, "name": p.name} for p in found.programmes],
        **found.sums,
        "kinds": [{"kind": part.name, **part.sums} for part in found.kinds],
        "parts": [
            {"area": part.area.code, "area_name": part.area.name, **part.sums}
            for part in found.parts
            if part.area is not None
        ],
    }


class BudgetOf(APIView):
    """Public; reads only."""

    @extend_schema(
        operation_id="budgets_retrieve",
        parameters=[
            OpenApiParameter("year", int, description="2000 to 2100; this year unless told."),
            OpenApiParameter("programme", str, description="Code of one programme."),
        ],
        responses={200: BudgetWhole, 400: ErrorAnswer, 401: ErrorAnswer, 404: ErrorAnswer},
    )
    def get(self, request: Request, area: str) -> Response:
        """Allocated, committed, under contract and paid in a year, by kind and by part."""
        levels = Area.objects.filter(level__in=budget.LEVELS)
        place = get_object_or_404(levels, code=area.replace("\0", ""))
        this = timezone.localdate().year
        given = request.query_params.get("year", "")
        year = number(given, default=this, field="year", **YEARS)
        code = str(request.query_params.get("programme", ""))
        programme = programme_named(place, year, code)
        if code and programme is None:
            raise ValidationError({"programme": [_("No such programme has money here.")]})
        return Response(BudgetWhole(whole(budget.budget_of(place, year, programme))).data)


urlpatterns = [path("budgets/<str:area>/", BudgetOf.as_view(), name="budget")]
