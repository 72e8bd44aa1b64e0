"""`/api/v1/calls/` and `/api/v1/proposals/`: lists, one, making one, supporting, every step."""

from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.errors import ErrorAnswer
from core.api.paging import asked_page, page_of, page_schema, paging
from core.areas.models import Area
from core.areas.scope import within
from core.operations.api_throttles import AddressThrottle
from core.workflow.api import Moved, move
from core.workflow.table import Refused
from projects.delivery.kinds import Source
from projects.proposals import queries
from projects.proposals.api_shapes import (
    STATUSES,
    STEPS,
    CallItem,
    NewProposal,
    ProposalDetail,
    ProposalItem,
    ProposalMade,
    ProposalStep,
    Supported,
    call_item,
    detail,
    item,
)
from projects.proposals.calls import CallForProposals
from projects.proposals.kinds import Channel
from projects.proposals.models import Proposal
from projects.proposals.services.making import make_proposal
from projects.proposals.services.supporting import support

LONGEST_Q = 200
CallPage, ProposalPage = page_schema(CallItem), page_schema(ProposalItem)
_AREA = OpenApiParameter("area", str, description="Division code: this area and all below it.")
_FILTERS = [
    OpenApiParameter("status", enum=[name for name, _label in STATUSES]),
    OpenApiParameter("source", enum=Source.values),
    _AREA,
    OpenApiParameter("call", str, description="Number of a call."),
    OpenApiParameter("q", str, description="Words of the public text, or a number."),
    OpenApiParameter("mine", bool, description="Only proposals you made or typed in."),
    *paging(),
]
_WRONG = {400: ErrorAnswer, 401: ErrorAnswer}
_STEP = {**_WRONG, 403: ErrorAnswer, 404: ErrorAnswer, 409: ErrorAnswer}


class NewProposalThrottle(AddressThrottle):
    """Making proposals without an account; whoever signed in is limited like any other call."""

    name = "api-proposals"
    rate = "30/hour"

    def allow_request(self, request: Request, view: Any) -> bool:
        return bool(request.user.pk) or super().allow_request(request, view)


def _area(query: QueryDict, errors: dict[str, list[str]]) -> Area | None:
    code = query.get("area", "")
    area = Area.objects.filter(code=code).first() if code and "\0" not in code else None
    if code and area is None:
        errors["area"] = [_("There is no such area.")]
    return area


def _filters(query: QueryDict) -> queries.Filters:
    """Raises ValidationError with a message for each parameter that is not understood."""
    errors: dict[str, list[str]] = {}
    status, source = query.get("status", ""), query.get("source", "")
    if status and status not in dict(STATUSES):
        errors["status"] = [_("Please choose one of the list.")]
    if source and source not in Source.values:
        errors["source"] = [_("Please choose one of the list.")]
    for name in ("q", "call"):
        if len(query.get(name, "")) > LONGEST_Q or "\0" in query.get(name, ""):
            errors[name] = [_("Please make this shorter.")]
    area = _area(query, errors)
    if errors:
        raise ValidationError(errors)
    statuses = (status,) if status else ()
    return queries.Filters(statuses, source, area, query.get("q", ""), query.get("call", ""))


class CallListView(APIView):
    """The calls of the portal."""

    @extend_schema(
        operation_id="calls_list",
        parameters=[
            OpenApiParameter("open", bool, description="Only those one can answer today."),
            _AREA,
            *paging(),
        ],
        responses={200: CallPage, **_WRONG},
    )
    def get(self, request: Request) -> Response:
        """Published calls, newest first; with `area`, those its residents can answer too."""
        errors: dict[str, list[str]] = {}
        area = _area(request.GET, errors)
        if errors:
            raise ValidationError(errors)
        rows = queries.public_calls()
        if request.GET.get("open", "").lower() in ("1", "true", "yes"):
            rows = rows.filter(pk__in=CallForProposals.objects.open_on(timezone.localdate()))  # type: ignore[attr-defined]
        if area is not None:
            above = Q(area__code__in=area.path.strip("/").split("/"))
            rows = rows.filter(within([area]) | above)
        page = asked_page(rows, request.GET, order=("-opens_on", "-id"))
        return Response(CallPage(page_of(page, call_item)).data)


class CallDetailView(APIView):
    """One call."""

    @extend_schema(
        operation_id="calls_retrieve",
        responses={200: CallItem, 401: ErrorAnswer, 404: ErrorAnswer},
    )
    def get(self, request: Request, code: str) -> Response:
        """What is asked, until when, and who decides."""
        call = get_object_or_404(queries.public_calls(), code=code.replace("\0", ""))
        return Response(CallItem(call_item(call)).data)


class ProposalListView(APIView):
    """The list for whoever asks, and making a proposal."""

    throttle_classes = (NewProposalThrottle,)

    @extend_schema(
        operation_id="proposals_list",
        parameters=_FILTERS,
        responses={200: ProposalPage, **_WRONG},
    )
    def get(self, request: Request) -> Response:
        """What is public, newest first. With a role, all proposals of your areas, newest number
        first, in every state and with more fields."""
        user: Any = request.user
        filters = _filters(request.GET)
        mine = request.GET.get("mine", "").lower() in ("1", "true", "yes")
        order: tuple[str, ...] = ("-id",)
        if user.pk and mine:
            rows = queries.narrowed(queries.my_proposals(user), filters)
        elif user.pk and user.can_somewhere("proposals.see"):
            rows = queries.staff_list(user, filters)
        else:
            rows, order = queries.public_list(filters), ("-public_since", "-id")
        rows = rows.select_related("area__community", "project", "call")
        page = page_of(asked_page(rows, request.GET, order=order), lambda one: item(one, user))
        return Response(ProposalPage(page).data)

    @extend_schema(
        operation_id="proposals_create",
        request=NewProposal,
        responses={201: ProposalMade, **_WRONG, 429: ErrorAnswer},
    )
    def post(self, request: Request) -> Response:
        """Make a proposal, with or without an account."""
        form = NewProposal(data=request.data)
        form.is_valid(raise_exception=True)
        fields = dict(form.validated_data)
        area = Area.objects.filter(code=fields.pop("community")).first()
        if area is None:
            raise ValidationError({"community": [_("There is no such area.")]})
        fields["call"] = queries.call_for(area, code := fields.pop("call"))
        if code and fields["call"] is None:
            raise ValidationError({"call": [_("This call is not open now.")]})
        by: Any = request.user if request.user.pk else None
        proposal = make_proposal(by=by, area=area, channel=Channel.API, **fields)
        made = {
            "code": proposal.code,
            "tracking_code": proposal.tracking_code_readable,
            "status": proposal.status,
            "due_at": proposal.due_at,
        }
        return Response(ProposalMade(made).data, status=201)


def _visible(user: Any, code: str) -> Proposal:
    rows = Proposal.objects.visible_to(user).with_support()  # type: ignore[attr-defined]
    rows = rows.select_related("area__community", "project", "merged_into", "call")
    proposal: Proposal = get_object_or_404(rows, code=code.replace("\0", ""))
    return proposal


class ProposalDetailView(APIView):
    """One proposal."""

    @extend_schema(
        operation_id="proposals_retrieve",
        responses={200: ProposalDetail, 401: ErrorAnswer, 404: ErrorAnswer},
    )
    def get(self, request: Request, code: str) -> Response:
        """Public words for everybody; more for staff of its area and for the proposer."""
        proposal = _visible(request.user, code)
        return Response(ProposalDetail(detail(proposal, request.user)).data)


class SupportView(APIView):
    """Standing behind a proposal."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="proposals_support", request=None, responses={200: Supported, **_STEP}
    )
    def post(self, request: Request, code: str) -> Response:
        """Support it with your account. Asked again, nothing is added; 400 once it has ended."""
        proposal = _visible(request.user, code)
        user: Any = request.user
        try:
            _row, new = support(proposal, by=user)
        except Refused as refused:
            raise ValidationError({"_": [str(refused.message)]}) from refused
        lead = proposal.lead
        number = queries.standing_behind(lead).people
        return Response(Supported({"code": lead.code, "supporters": number, "new": new}).data)


class ProposalStepView(APIView):
    """One step of one proposal."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="proposals_step",
        parameters=[OpenApiParameter("transition", str, OpenApiParameter.PATH, enum=STEPS)],
        request=ProposalStep,
        responses={200: Moved, **_STEP},
    )
    def post(self, request: Request, code: str, transition: str) -> Response:
        """Follow one transition. 403 without the ability, 404 out of scope, 409 too late."""
        return Response(move(_visible(request.user, code), transition, request))


urlpatterns = [
    path("calls/", CallListView.as_view(), name="calls"),
    path("calls/<str:code>/", CallDetailView.as_view(), name="call"),
    path("proposals/", ProposalListView.as_view(), name="proposals"),
    path("proposals/<str:code>/", ProposalDetailView.as_view(), name="proposal"),
    path("proposals/<str:code>/support/", SupportView.as_view(), name="proposal-support"),
    path(
        "proposals/<str:code>/<str:transition>/",
        ProposalStepView.as_view(),
        name="proposal-step",
    ),
]
