"""`/api/v1/wishes/`: the public list, one wish, making one, and every step."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.accounts.models import User
from core.api.errors import ErrorAnswer
from core.api.paging import asked_page, cursor_checked, page_of, page_schema, paging, size_of
from core.areas.models import Area
from core.operations.api_throttles import AddressThrottle
from core.ui.caching import cached_near
from core.workflow.api import Moved, move
from volunteers.wishes import queries, services
from volunteers.wishes.api_shapes import (
    STATUSES,
    STEPS,
    NewWish,
    WishDetail,
    WishItem,
    WishMade,
    WishStep,
    detail,
    item,
)
from volunteers.wishes.effects import WALL
from volunteers.wishes.kinds import Channel, WishKind
from volunteers.wishes.models import MicroWish
from volunteers.wishes.states import ON_WALL
from volunteers.wishes.wall_json import JsonPage, version_and_area, wall_json

LONGEST_Q = 200
WishPage = page_schema(WishItem)
_FILTERS = [
    OpenApiParameter("status", enum=[name for name, _label in STATUSES]),
    OpenApiParameter("kind", enum=WishKind.values),
    OpenApiParameter("area", str, description="Division code: this area and all below it."),
    OpenApiParameter("q", str, description="Words of the public text, or a number."),
    OpenApiParameter("mine", bool, description="Only wishes you made or entered."),
    *paging(),
]


class NewWishThrottle(AddressThrottle):
    """Making wishes without an account; whoever signed in is limited like any other call."""

    name = "api-wishes"
    rate = "30/hour"

    def allow_request(self, request: Request, view: Any) -> bool:
        return bool(request.user.pk) or super().allow_request(request, view)


def _version_and_area(query: QueryDict) -> tuple[int, Area | None]:
    code = query.get("area", "")
    return version_and_area("" if "\0" in code else code)


def _filters(query: QueryDict, area: Area | None, *, own: bool) -> queries.Filters:
    """Raises ValidationError with a message for each parameter that is not understood."""
    status, kind, code = query.get("status", ""), query.get("kind", ""), query.get("area", "")
    errors: dict[str, list[str]] = {}
    allowed = [name for name, _label in STATUSES] if own else ON_WALL
    if status and status not in allowed:
        errors["status"] = [_("Please choose one of the list.")]
    if kind and kind not in WishKind.values:
        errors["kind"] = [_("Please choose one of the list.")]
    if len(query.get("q", "")) > LONGEST_Q:
        errors["q"] = [_("Please make this shorter.")]
    if code and area is None:
        errors["area"] = [_("There is no such area.")]
    if errors:
        raise ValidationError(errors)
    return queries.Filters((status,) if status else (), kind, area, query.get("q", ""))


def _public_page(query: QueryDict, area: Area | None) -> JsonPage:
    filters, size = _filters(query, area, own=False), size_of(query)
    with cursor_checked():
        return wall_json(filters, query.get("cursor", ""), size)


def _visitors(request: HttpRequest) -> str:
    """The public list as it stands, made once for all who ask the same."""
    version, area = _version_and_area(request.GET)
    return cached_near(
        WALL,
        ("api", request.get_full_path()),
        version,
        lambda: _as_text(_public_page(request.GET, area)),
    )


def _as_text(page: JsonPage) -> str:
    # cursors are base64 and dots: they need no escaping
    after, before = (f'"{c}"' if c else "null" for c in (page.next_cursor, page.previous_cursor))
    return f'{{"next":{after},"previous":{before},"results":[{",".join(page.rows)}]}}'


def _is_visitor(request: HttpRequest) -> bool:
    """Nobody who could be somebody: no token and no session."""
    return not (
        "authorization" in request.headers or request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    )


class WishListView(APIView):
    """The list for whoever asks, and making a wish."""

    throttle_classes = (NewWishThrottle,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Visitors' lists pass by DRF's machinery; what is wrong with one goes the long way."""
        if request.method == "GET" and _is_visitor(request):
            try:
                return HttpResponse(_visitors(request), content_type="application/json")
            except ValidationError:
                pass
        return super().dispatch(request, *args, **kwargs)

    @extend_schema(
        operation_id="wishes_list",
        parameters=_FILTERS,
        responses={200: WishPage, 400: ErrorAnswer, 401: ErrorAnswer},
    )
    def get(self, request: Request) -> HttpResponse:
        """The public wall, newest first. With a role, also all wishes of your areas, newest
        number first, in every state and with more fields."""
        user: Any = request.user
        mine = request.GET.get("mine", "").lower() in ("1", "true", "yes")
        staff = bool(user.pk) and user.can_somewhere("wishes.see")
        if not (user.pk and (mine or staff)):
            return HttpResponse(_visitors(request), content_type="application/json")
        area = _version_and_area(request.GET)[1] if request.GET.get("area") else None
        filters = _filters(request.GET, area, own=True)
        rows = queries.my_wishes(user) if mine else queries.for_staff(user)
        rows = queries.narrowed(rows, filters).select_related("area__community").order_by("-id")
        page = page_of(asked_page(rows, request.GET), lambda wish: item(wish, user))
        return Response(WishPage(page).data)

    @extend_schema(
        operation_id="wishes_create",
        request=NewWish,
        responses={201: WishMade, 400: ErrorAnswer, 401: ErrorAnswer, 429: ErrorAnswer},
    )
    def post(self, request: Request) -> Response:
        """Make a wish, with or without an account."""
        form = NewWish(data=request.data)
        form.is_valid(raise_exception=True)
        fields = dict(form.validated_data)
        area = Area.objects.filter(code=fields.pop("community")).first()
        if area is None:
            raise ValidationError({"community": [_("There is no such area.")]})
        by = request.user if request.user.pk else None
        wish = services.make_wish(by=by, area=area, channel=Channel.API, **fields)
        made = {
            "code": wish.code,
            "tracking_code": wish.tracking_code_readable,
            "status": wish.status,
            "due_at": wish.due_at,
        }
        return Response(WishMade(made).data, status=201)


class WishDetailView(APIView):
    """One wish."""

    @extend_schema(
        operation_id="wishes_retrieve",
        responses={200: WishDetail, 401: ErrorAnswer, 404: ErrorAnswer},
    )
    def get(self, request: Request, code: str) -> Response:
        """Public words for everybody; more for staff of its area and for the wisher."""
        return Response(WishDetail(detail(_visible(request.user, code), request.user)).data)


class WishStepView(APIView):
    """One step of one wish."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="wishes_step",
        parameters=[OpenApiParameter("transition", str, OpenApiParameter.PATH, enum=STEPS)],
        request=WishStep,
        responses={
            200: Moved,
            400: ErrorAnswer,
            401: ErrorAnswer,
            403: ErrorAnswer,
            404: ErrorAnswer,
            409: ErrorAnswer,
        },
    )
    def post(self, request: Request, code: str, transition: str) -> Response:
        """Follow one transition. 403 without the ability, 404 out of scope, 409 too late."""
        return Response(move(_visible(request.user, code), transition, request))


def _visible(user: User, code: str) -> MicroWish:
    rows = MicroWish.objects.visible_to(user).select_related("area__community")
    wish: MicroWish = get_object_or_404(rows, code=code.replace("\0", ""))
    return wish


urlpatterns = [
    path("wishes/", WishListView.as_view(), name="wishes"),
    path("wishes/<str:code>/", WishDetailView.as_view(), name="wish"),
    path("wishes/<str:code>/<str:transition>/", WishStepView.as_view(), name="wish-step"),
]
