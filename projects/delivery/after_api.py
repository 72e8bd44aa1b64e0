"""`/api/v1/projects/CODE/`: the panel's sheet, what residents say, checks and their steps."""

from typing import Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import Throttled
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.errors import ErrorAnswer
from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.workflow.api import Moved, move
from projects.delivery.acceptances import Acceptance
from projects.delivery.after_api_shapes import (
    CHECK_STEPS,
    CheckInput,
    CheckItem,
    Checks,
    CheckStep,
    RatingInput,
    Ratings,
    Sheet,
    SheetInput,
    SheetPictures,
    Sheets,
    check_item,
    ratings_item,
    sheet_item,
)
from projects.delivery.aftermath import voices_of, with_their_pictures
from projects.delivery.checks import SiteCheck
from projects.delivery.models import MicroProject
from projects.delivery.services import accepting, checking, rating
from projects.delivery.voice_views import RATE

_READ = {401: ErrorAnswer, 404: ErrorAnswer}
_WRITE = {400: ErrorAnswer, 403: ErrorAnswer, **_READ}


def _found(code: str) -> MicroProject:
    rows = MicroProject.objects.select_related("area__community")
    project: MicroProject = get_object_or_404(rows, code=code.replace("\0", ""))
    return project


class SheetView(APIView):
    """The panel's sheet of one project."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="projects_acceptance", responses={200: Sheets, **_READ})
    def get(self, request: Request, code: str) -> Response:
        """Every sitting, for staff of its area; the outcome comes from the steps `accept` and
        `require_rectification`."""
        project, user = _found(code), request.user
        if not user.can("projects.see", project.area):
            raise Http404
        sheets = with_their_pictures(project.acceptances.prefetch_related("members", "lines"))
        return Response(Sheets({"results": [sheet_item(sheet) for sheet in sheets]}).data)

    @extend_schema(
        operation_id="projects_acceptance_fill",
        request=SheetInput,
        responses={200: Sheet, **_WRITE},
    )
    @transaction.atomic
    def post(self, request: Request, code: str) -> Response:
        """Fill in the open sheet, made with the contract's items. Pictures go to `pictures/`."""
        project, user = _found(code), request.user
        form = SheetInput(data=request.data)
        sheet = accepting.sheet_of(project, by=user)
        form.is_valid(raise_exception=True)
        accepting.fill_sheet(sheet, by=user, **form.for_service())
        return Response(_shown(sheet))


class SheetPicturesView(APIView):
    """Pictures on the panel's open sheet."""

    permission_classes = (IsAuthenticated,)
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="projects_acceptance_pictures",
        request={"multipart/form-data": SheetPictures},
        responses={201: Sheet, **_WRITE, 413: ErrorAnswer, 415: ErrorAnswer},
    )
    @transaction.atomic
    def post(self, request: Request, code: str) -> Response:
        """Add up to six pictures, 25 MB together; works are not accepted without one."""
        project, user = _found(code), request.user
        sheet = accepting.sheet_of(project, by=user)
        form = SheetPictures(data=request.data)
        form.is_valid(raise_exception=True)
        accepting.add_pictures(sheet, by=user, **form.validated_data)
        return Response(_shown(sheet), status=201)


def _shown(sheet: Acceptance) -> Any:
    rows = Acceptance.objects.filter(pk=sheet.pk).prefetch_related("members", "lines")
    (row,) = with_their_pictures(rows)
    return Sheet(sheet_item(row)).data


class RatingsView(APIView):
    """What residents say of one project."""

    @extend_schema(operation_id="projects_ratings", responses={200: Ratings, **_READ})
    def get(self, request: Request, code: str) -> Response:
        """Figures only, from five ratings on; never who said what."""
        return Response(Ratings(ratings_item(voices_of(_found(code)))).data)

    @extend_schema(
        operation_id="projects_rate", request=RatingInput, responses={201: Ratings, **_WRITE}
    )
    def post(self, request: Request, code: str) -> Response:
        """A resident of the community rates it, once, with an account."""
        project = _found(code)
        if not request.user.is_authenticated:
            self.permission_denied(request)
        form = RatingInput(data=request.data)
        form.is_valid(raise_exception=True)
        rating.rate(project, by=request.user, **form.validated_data)
        return Response(Ratings(ratings_item(voices_of(project))).data, status=201)


class ChecksView(APIView):
    """Whether it is really there."""

    @extend_schema(operation_id="projects_checks", responses={200: Checks, **_READ})
    def get(self, request: Request, code: str) -> Response:
        """What was reported and found, in neutral words, the newest first."""
        rows = _found(code).checks.order_by("-pk")[:100]
        return Response(Checks({"results": [check_item(row) for row in rows]}).data)

    @extend_schema(
        operation_id="projects_checks_create",
        request=CheckInput,
        responses={201: CheckItem, **_WRITE, 429: ErrorAnswer},
    )
    def post(self, request: Request, code: str) -> Response:
        """“This was not done”, with or without an account; or a spot check."""
        project = _found(code)
        form = CheckInput(data=request.data)
        form.is_valid(raise_exception=True)
        said = dict(form.validated_data)
        by: Any = request.user if request.user.is_authenticated else None
        if said.pop("spot"):
            if by is None:
                self.permission_denied(request)
            check = checking.spot_check(project, by=by)
        else:
            if not throttle("check", limit_key(request._request), rate=RATE):
                raise Throttled
            said.setdefault("text", "")
            check = checking.report(project, by=by, channel="api", **said)
        return Response(CheckItem(check_item(check)).data, status=201)


class CheckStepView(APIView):
    """One step of one check."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="projects_checks_step",
        parameters=[OpenApiParameter("transition", str, OpenApiParameter.PATH, enum=CHECK_STEPS)],
        request=CheckStep,
        responses={200: Moved, **_WRITE, 409: ErrorAnswer},
    )
    def post(self, request: Request, code: str, check: str, transition: str) -> Response:
        """Look, have it put right, answer, set aside. 403 after an earlier act of one's own."""
        rows = SiteCheck.objects.visible_to(request.user).select_related("area", "project__area")
        found = get_object_or_404(
            rows, code=check.replace("\0", ""), project__code=code.replace("\0", "")
        )
        return Response(move(found, transition, request))


urlpatterns = [
    path("projects/<str:code>/acceptance/", SheetView.as_view(), name="project-acceptance"),
    path(
        "projects/<str:code>/acceptance/pictures/",
        SheetPicturesView.as_view(),
        name="project-acceptance-pictures",
    ),
    path("projects/<str:code>/ratings/", RatingsView.as_view(), name="project-ratings"),
    path("projects/<str:code>/checks/", ChecksView.as_view(), name="project-checks"),
    path(
        "projects/<str:code>/checks/<str:check>/<str:transition>/",
        CheckStepView.as_view(),
        name="project-check-step",
    ),
]
