"""`POST /api/v1/projects/{code}/objections/`: objecting to a notice, with or without an account."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.errors import ErrorAnswer
from core.operations.api_throttles import AddressThrottle
from core.privacy.phones import validate_phone
from projects.delivery.models import MicroProject
from projects.delivery.objection_views import RATE
from projects.delivery.services.objecting import object_to


class NewObjection(serializers.Serializer):
    """As on the page: a text, and a phone for whoever wants the answer."""

    text = serializers.CharField(max_length=2000, help_text="What you object to, and why.")
    contact_name = serializers.CharField(
        max_length=60, required=False, allow_blank=True, default=""
    )
    contact_phone = serializers.CharField(
        max_length=40,
        required=False,
        allow_blank=True,
        default="",
        help_text="For the answer; only staff see name and phone.",
    )

    def validate_contact_phone(self, value: str) -> str:
        if value:
            validate_phone(value)
        return value


class ObjectionTaken(serializers.Serializer):
    """The objection has arrived; the notice waits for its answer."""

    project = serializers.CharField()
    status = serializers.CharField(help_text="Of the project now.")


class ObjectionThrottle(AddressThrottle):
    """The page's own limit: what was sent there counts here."""

    name, rate = "objection", RATE


class ObjectionsView(APIView):
    """Objections to what is up as a notice. As on the page, only what could be one is counted."""

    @extend_schema(
        operation_id="projects_object_to_notice",
        request=NewObjection,
        responses={
            201: ObjectionTaken,
            400: ErrorAnswer,
            401: ErrorAnswer,
            404: ErrorAnswer,
            409: ErrorAnswer,
            429: ErrorAnswer,
        },
    )
    def post(self, request: Request, code: str) -> Response:
        """Object, with or without an account; 409 while no notice is up."""
        project: Any = get_object_or_404(
            MicroProject.objects.select_related("area"), code=code.replace("\0", "")
        )
        form = NewObjection(data=request.data)
        form.is_valid(raise_exception=True)
        limit = ObjectionThrottle()
        if not limit.allow_request(request, self):
            self.throttled(request, limit.wait())
        user: Any = request.user if request.user.pk else None
        object_to(project, by=user, channel="api", **form.validated_data)
        project.refresh_from_db()
        answer = {"project": project.code, "status": project.status}
        return Response(ObjectionTaken(answer).data, status=201)


urlpatterns = [path("projects/<str:code>/objections/", ObjectionsView.as_view(), name="objections")]
