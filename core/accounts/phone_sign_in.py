"""Sign-in with phone and code, which is also how one joins.

Every mobile number gets a code, whether or not an account stands behind it, so nothing on
the way tells. An account is made only once the code proves that the phone is in hand.
"""

import time
from typing import Any, Self

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse

from core.accounts import attempts, services
from core.accounts.adapter import AccountAdapter
from core.accounts.models import User


class PhoneCodeProcess(LoginCodeVerificationProcess):
    """allauth's code process, except that an unknown phone is treated like a known one."""

    @classmethod
    def initiate(cls, *, request: HttpRequest, phone: str, **kwargs: Any) -> Self:
        """Send a code. Raises RateLimited; CodeNotSentError when the provider refuses."""
        user = AccountAdapter(request).get_user_by_phone(phone)
        login = Login(user=user, phone=phone)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, phone=phone), initiated_by_user=True)
        process = cls(stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> Self | None:
        return cls(stage).abort_if_invalid()

    def generate_code(self) -> str:
        code = AccountAdapter(self.request).generate_phone_verification_code(
            user=self.user, phone=self.state["phone"]
        )
        self.state["code"] = code
        self.state["at"] = time.time()
        return code

    def send_by_phone(self, phone: str, skip_enumeration_mails: bool = False) -> None:
        AccountAdapter(self.request).send_verification_code_sms(
            user=self.user, phone=phone, code=self.generate_code()
        )

    def resend(self) -> None:
        self.send()
        self.record_resend()
        self.persist()

    def finish(self, redirect_url: str | None) -> HttpResponse:
        phone = self.state["phone"]
        attempts.forget(attempts.CODE_GUESS, phone)
        if self.user is None:
            self._user: User | None = services.join_by_phone(phone)
            self.stage.login.user = self._user
        return super().finish(redirect_url)

    def record_invalid_attempt(self) -> bool:
        try:
            attempts.begin(attempts.CODE_GUESS, self.state["phone"])
        except attempts.TooMany:
            self.abort()
            return False
        return super().record_invalid_attempt()
