"""`/api/v1/ballots/`: what one can vote on, one ballot, and a vote."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.errors import ErrorAnswer
from core.api.paging import asked_page, page_of, page_schema, paging
from core.operations.api_throttles import AddressThrottle
from projects.councils import queries
from projects.councils.ballots import casting
from projects.councils.ballots.models import MOST_ITEMS, Ballot
from projects.councils.ballots.results import why
from projects.councils.ballots.workflow import BALLOT
from projects.councils.kinds import BallotKind, Rule

STATUSES = [(state.name, state.label) for state in BALLOT.states]


class BallotLine(serializers.Serializer):
    """A vote of residents."""

    code = serializers.CharField()
    title = serializers.CharField()
    community = serializers.CharField(help_text="Division code.")
    community_name = serializers.CharField()
    call = serializers.CharField(
        allow_null=True, help_text="Number of the call whose proposals it votes on."
    )
    status = serializers.ChoiceField(STATUSES)
    kind = serializers.ChoiceField(BallotKind.choices)
    rule = serializers.ChoiceField(Rule.choices)
    budget = serializers.DecimalField(14, 2, help_text="Yuan.")
    is_binding = serializers.BooleanField(help_text="Counts like a vote of the council.")
    is_open = serializers.BooleanField(help_text="A vote is taken now.")
    closes_at = serializers.DateTimeField(allow_null=True)


class BallotProject(serializers.Serializer):
    """One project on a ballot; the result only once it is published."""

    project = serializers.CharField(help_text="Number of the project.")
    position = serializers.IntegerField()
    title = serializers.CharField()
    cost = serializers.DecimalField(14, 2, help_text="Yuan.")
    votes = serializers.IntegerField(allow_null=True)
    won = serializers.BooleanField(allow_null=True)
    reasons = serializers.ListField(child=serializers.CharField())


class BallotWhole(BallotLine):
    """A vote with what is on it."""

    about = serializers.CharField(allow_blank=True)
    most_choices = serializers.IntegerField(allow_null=True)
    entitled = serializers.IntegerField(allow_null=True)
    votes = serializers.IntegerField(help_text="How many have voted, by every way.")
    projects = BallotProject(many=True)


class NewVote(serializers.Serializer):
    """One vote. Signed in, the account votes; else `code` is the voting code of the centre."""

    choices = serializers.ListField(
        child=serializers.CharField(max_length=24),
        max_length=MOST_ITEMS,
        help_text="Numbers of the projects, the most wanted first if the ballot is ranked.",
    )
    code = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")


class VoteTaken(serializers.Serializer):
    """The receipt, shown once: with it the vote can be looked up."""

    receipt = serializers.CharField()


BallotPage = page_schema(BallotLine)


def _line(ballot: Ballot) -> dict[str, Any]:
    names = ("code", "title", "status", "kind", "rule", "budget", "is_binding", "closes_at")
    line = {name: getattr(ballot, name) for name in names}
    line |= {"community": ballot.area.code, "community_name": ballot.area.name}
    line |= {"call": ballot.call.code if ballot.call else None}
    return {**line, "is_open": ballot.is_open}


def _whole(ballot: Ballot) -> dict[str, Any]:
    published = ballot.status == "published"
    projects = [
        {
            "project": item.project.code,
            "position": item.position,
            "title": item.title,
            "cost": item.cost,
            "votes": item.votes if published else None,
            "won": item.won if published else None,
            "reasons": why(item.explanation, str(ballot.budget))
            if published and item.explanation
            else [],
        }
        for item in casting.items_of(ballot)
    ]
    names = ("about", "most_choices", "entitled")
    more = {name: getattr(ballot, name) for name in names}
    return {**_line(ballot), **more, "votes": queries.turnout(ballot), "projects": projects}


def _visible(request: Request, code: str) -> Ballot:
    """Open and past ones first: nobody's roles are read for them."""
    code, rows = code.replace("\0", ""), Ballot.objects.select_related("area")
    public: Ballot | None = rows.visible_to(None).filter(code=code).first()
    if public is not None:
        return public
    draft: Ballot = get_object_or_404(rows.visible_to(request.user), code=code)
    return draft


class BallotListView(APIView):
    """Open and past votes."""

    @extend_schema(
        operation_id="ballots_list",
        parameters=[
            *paging(),
        ],
        responses={200: BallotPage, 400: ErrorAnswer, 401: ErrorAnswer},
    )
    def get(self, request: Request) -> Response:
        """Newest first."""
        page = asked_page(queries.public_ballots(), request.GET)
        return Response(BallotPage(page_of(page, _line)).data)


class BallotView(APIView):
    """One vote."""

    @extend_schema(
        operation_id="ballots_retrieve",
        responses={200: BallotWhole, 401: ErrorAnswer, 404: ErrorAnswer},
    )
    def get(self, request: Request, code: str) -> Response:
        """What is on it; with the result and its reasons once published."""
        return Response(BallotWhole(_whole(_visible(request, code))).data)


class VoteThrottle(AddressThrottle):
    """Voting codes cannot be guessed, and are not tried without end; accounts are not limited."""

    name = "api-votes"
    rate = "60/hour"

    def allow_request(self, request: Request, view: Any) -> bool:
        return bool(request.user.pk) or super().allow_request(request, view)


class VotesView(APIView):
    """Casting a vote."""

    throttle_classes = (VoteThrottle,)

    @extend_schema(
        operation_id="ballots_vote",
        request=NewVote,
        responses={
            201: VoteTaken,
            400: ErrorAnswer,
            401: ErrorAnswer,
            403: ErrorAnswer,
            404: ErrorAnswer,
            409: ErrorAnswer,
            429: ErrorAnswer,
        },
    )
    def post(self, request: Request, code: str) -> Response:
        """One person, one vote: 409 the second time, or when it is not open; 403 when one's home
        is elsewhere; 401 with neither account nor code."""
        ballot = _visible(request, code)
        form = NewVote(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        if given["code"]:
            receipt = casting.cast_with_code(ballot, code=given["code"], choices=given["choices"])
        elif request.user.pk:
            user: Any = request.user
            receipt = casting.cast(ballot, by=user, choices=given["choices"])
        else:
            raise NotAuthenticated
        return Response(VoteTaken({"receipt": receipt}).data, status=201)


urlpatterns = [
    path("ballots/", BallotListView.as_view(), name="ballots"),
    path("ballots/<str:code>/", BallotView.as_view(), name="ballot"),
    path("ballots/<str:code>/votes/", VotesView.as_view(), name="votes"),
]
