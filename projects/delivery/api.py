"""`/api/v1/projects/`: the public list, one project, and every step."""

from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import Throttled, ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.errors import ErrorAnswer
from core.api.paging import asked_page, page_of, page_schema, paging
from core.api.query import number
from core.areas.models import Area
from core.operations.limits import throttle
from core.workflow.api import Moved, move
from projects.delivery import queries
from projects.delivery.api_shapes import (
    STATUSES,
    STEPS,
    ProjectDetail,
    ProjectItem,
    ProjectStep,
    detail,
    item,
)
from projects.delivery.kinds import Category, ProjectKind
from projects.delivery.models import MicroProject

LONGEST_Q = 200
YEARS = {"least": 2000, "most": 2100}
OBJECTING = ("object", "object_later")
ProjectPage = page_schema(ProjectItem)
_FILTERS = [
    OpenApiParameter("status", enum=[name for name, _label in STATUSES]),
    OpenApiParameter("kind", enum=ProjectKind.values),
    OpenApiParameter("category", enum=Category.values),
    OpenApiParameter("area", str, description="Division code: this area and all below it."),
    OpenApiParameter("community", str, description="The same as `area`."),
    OpenApiParameter("year", int, description="Year in which it was shortlisted."),
    OpenApiParameter("q", str, description="Words of the title, text or place, or a number."),
    *paging(),
]


def _filters(query: QueryDict) -> queries.Filters:
    """Raises ValidationError with a message for each parameter that is not understood."""
    errors: dict[str, list[str]] = {}
    allowed: dict[str, list[str]] = {
        "status": [name for name, _label in STATUSES],
        "kind": list(ProjectKind.values),
        "category": list(Category.values),
    }
    for name, choices in allowed.items():
        if query.get(name) and query[name] not in choices:
            errors[name] = [_("Please choose one of the list.")]
    asked = query.get("q", "")
    if len(asked) > LONGEST_Q:
        errors["q"] = [_("Please make this shorter.")]
    name = "community" if query.get("community") else "area"
    area = _area(query.get(name, ""))
    if query.get(name) and area is None:
        errors[name] = [_("There is no such area.")]
    if errors:
        raise ValidationError(errors)
    status = query.get("status", "")
    return queries.Filters(
        (status,) if status else (),
        query.get("kind", ""),
        query.get("category", ""),
        area,
        number(query.get("year", ""), default=0, field="year", **YEARS) or None,
        asked,
    )


def _area(code: str) -> Area | None:
    return Area.objects.filter(code=code).first() if code and "\0" not in code else None


class ProjectListView(APIView):
    """The list for whoever asks."""

    @extend_schema(
        operation_id="projects_list",
        parameters=_FILTERS,
        responses={200: ProjectPage, 400: ErrorAnswer, 401: ErrorAnswer},
    )
    def get(self, request: Request) -> Response:
        """Every project from the shortlist on, newest number first."""
        rows = queries.public_list(_filters(request.GET))
        page = asked_page(rows, request.GET)
        return Response(ProjectPage(page_of(page, item)).data)


class ProjectDetailView(APIView):
    """One project."""

    @extend_schema(
        operation_id="projects_retrieve",
        responses={200: ProjectDetail, 401: ErrorAnswer, 404: ErrorAnswer},
    )
    def get(self, request: Request, code: str) -> Response:
        """Its words, money, notices, contract, works and way; nothing personal."""
        user: Any = request.user
        return Response(ProjectDetail(detail(_found(code), user)).data)


class ProjectStepView(APIView):
    """One step of one project."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="projects_step",
        parameters=[OpenApiParameter("transition", str, OpenApiParameter.PATH, enum=STEPS)],
        request=ProjectStep,
        responses={
            200: Moved,
            400: ErrorAnswer,
            401: ErrorAnswer,
            403: ErrorAnswer,
            404: ErrorAnswer,
            409: ErrorAnswer,
            429: ErrorAnswer,
        },
    )
    def post(self, request: Request, code: str, transition: str) -> Response:
        """Follow one transition. 403 without the ability or after an earlier act of one's own."""
        if transition in OBJECTING and not throttle(
            "objection-account", str(request.user.pk), rate="5/hour"
        ):
            raise Throttled
        return Response(move(_found(code), transition, request))


def _found(code: str) -> MicroProject:
    rows = MicroProject.objects.select_related("area__community", "contract__vendor", "settlement")
    project: MicroProject = get_object_or_404(rows, code=code.replace("\0", ""))
    return project


urlpatterns = [
    path("projects/", ProjectListView.as_view(), name="projects"),
    path("projects/<str:code>/", ProjectDetailView.as_view(), name="project"),
    path("projects/<str:code>/<str:transition>/", ProjectStepView.as_view(), name="project-step"),
]
