"""`POST /api/v1/tokens/`: a token for a user name and password, and a code when one is due."""

from django.contrib.auth import authenticate
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.accounts import attempts
from core.accounts.models import User
from core.accounts.second_factor import has_second_factor, matching
from core.api.errors import ErrorAnswer
from core.api.tokens import demand_staff_duties, issue
from core.operations.addresses import client_address
from core.privacy.phones import normalise_phone


class Credentials(serializers.Serializer):
    username = serializers.CharField(max_length=60)
    password = serializers.CharField(max_length=200, trim_whitespace=False, write_only=True)
    otp = serializers.CharField(
        max_length=12, required=False, allow_blank=True, help_text="Code, when TOTP is set up."
    )


class IssuedToken(serializers.Serializer):
    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


class TokenView(APIView):
    """One refusal for every cause, so that nobody learns which accounts exist.

    Failures count together with those of the sign-in page; a right answer takes them back, so
    that a program may fetch a token for each of its runs.
    """

    authentication_classes = ()
    permission_classes = (AllowAny,)

    def get_authenticate_header(self, request: Request) -> str:
        """A refusal is 401; without this DRF would make it 403."""
        return "Bearer"

    @extend_schema(
        operation_id="tokens_create",
        request=Credentials,
        responses={
            201: IssuedToken,
            **dict.fromkeys((400, 401, 403, 429), ErrorAnswer),
        },
    )
    def post(self, request: Request) -> Response:
        form = Credentials(data=request.data)
        form.is_valid(raise_exception=True)
        who = normalise_phone(form.validated_data["username"]).casefold()
        try:
            begun = attempts.begin_all(
                (attempts.PASSWORD_OF_NAME, who),
                (attempts.PASSWORD_OF_ADDRESS, client_address(request)),
            )
        except attempts.TooMany:
            raise Throttled from None
        user = _person(request, **form.validated_data)
        if user is None:
            raise AuthenticationFailed(_("User name, password or code do not fit."))
        attempts.take_back(begun)
        attempts.forget(attempts.PASSWORD_OF_NAME, who)
        demand_staff_duties(user)
        secret, row = issue(user)
        answer = IssuedToken({"token": secret, "expires_at": row.expires_at})
        return Response(answer.data, status=201)


def _person(request: Request, *, username: str, password: str, otp: str = "") -> User | None:
    user = authenticate(request._request, username=username, password=password)
    return user if isinstance(user, User) and _code_fits(user, otp) else None


def _code_fits(user: User, code: str) -> bool:
    """True when no second factor is set up, or the code is right for it."""
    return not has_second_factor(user) or matching(user, code) is not None
