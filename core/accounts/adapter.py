"""How allauth finds phones, sends codes and counts failures here."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import RateLimited
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.accounts import attempts, services, sms
from core.accounts.models import Attempt, User
from core.accounts.phone_field import MobileField
from core.privacy.fields import blind_indexes
from core.privacy.phones import normalise_phone


class CodeNotSentError(RateLimited):  # type: ignore[misc]
    """The provider certainly did not take the text; handled wherever a limit is."""


class AccountAdapter(DefaultAccountAdapter):
    """Phones live in encrypted columns; limits in the database; no e-mail signs anyone in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _("Too many attempts. Please wait 15 minutes and try again."),
        "rate_limited": _("No new code was sent. Please wait a minute and try again."),
        "incorrect_code": _("This code is not right. Please check it and try again."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The password is not right."),
        "phone_taken": _("Another account has this phone number."),
        "same_as_current": _("This is your number already."),
        "username_password_mismatch": _("User name, phone or password is not right."),
        "phone_password_mismatch": _("User name, phone or password is not right."),
    }

    def get_login_stages(self) -> list[str]:
        """The code, then the second factor. A phone is proved when it is given, not at sign-in."""
        return [
            "allauth.account.stages.LoginByCodeStage",
            "allauth.mfa.stages.AuthenticateStage",
        ]

    def phone_form_field(self, **kwargs: Any) -> MobileField:
        return MobileField(**kwargs)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone_index__in=blind_indexes(phone)).first()

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        services.set_phone(user, phone, verified=verified)

    def set_phone_verified(self, user: User, phone: str) -> None:
        services.set_phone(user, phone, verified=True)

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        """Text the code. Raises RateLimited, or CodeNotSentError if it certainly did not go out."""
        begun = self._count_code(phone)
        if not sms.send_code(phone, code):
            attempts.take_back(begun)
            raise CodeNotSentError

    def send_account_already_exists_sms(self, phone: str) -> None:
        self._count_code(phone)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        self._count_code(phone)

    def _count_code(self, phone: str) -> list[Attempt]:
        try:
            return attempts.begin_all(
                (attempts.CODE_SOON, phone),
                (attempts.CODE_TO_PHONE, phone),
                (attempts.CODE_FROM_ADDRESS, self.get_client_ip(self.request)),
            )
        except attempts.TooMany:
            raise RateLimited from None

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count this try before the password is looked at."""
        typed = credentials.get("phone") or credentials.get("username") or ""
        self._who = normalise_phone(typed).casefold()
        try:
            self._begun = attempts.begin_all(
                (attempts.PASSWORD_OF_NAME, self._who),
                (attempts.PASSWORD_OF_ADDRESS, self.get_client_ip(request)),
            )
        except attempts.TooMany:
            raise self.validation_error("too_many_login_attempts") from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user:
            attempts.take_back(self._begun)
            attempts.forget(attempts.PASSWORD_OF_NAME, self._who)
        return user

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Speak the language chosen on this device, or else the one chosen before elsewhere.

        Who never chose is answered in the language the browser asks for, signed in or not, and
        gets messages in it.
        """
        response = super().post_login(request, user, **kwargs)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen is None and user.language:
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        elif chosen in dict(settings.LANGUAGES) and chosen != user.language:
            services.set_language(user, chosen)
        services.remember_language(user, get_language() or "")
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        try:
            return reverse("desk:today" if request.user.holds_role else "home:home")
        except NoReverseMatch:
            return resolve_url("/")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("me:security")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Nobody is asked again for what she gave at sign-in a few minutes ago.

        allauth counts only what was given again after sign-in, so that whoever must set up the
        second factor at the first sign-in would type the password twice in a row.
        """
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        given = get_authentication_records(self.request, self.request.user)
        long_ago = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not given or given[-1]["at"] < long_ago

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """One joins by proving one's phone, nowhere else."""
        return False


class SocialAdapter(DefaultSocialAccountAdapter):
    """WeChat is bound to an account that exists; nothing of the profile there is kept."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        sociallogin.account.extra_data = {}
