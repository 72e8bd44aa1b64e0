"""Proof that it is really this person who deletes the account: the password, or a fresh code."""

import secrets
import time

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import RateLimited
from django.forms import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.accounts import attempts
from core.accounts.models import User

KEY = "farewell_code"
VALID = 5 * 60  # seconds


class NotProvenError(Exception):
    """What to tell the person."""


def send_code(request: HttpRequest, user: User) -> None:
    """Text a code that only opens the way out. Raises NotProvenError when it cannot be sent."""
    code = f"{secrets.randbelow(10**6):06}"
    try:
        get_adapter(request).send_verification_code_sms(user=user, phone=user.phone, code=code)
    except RateLimited:
        raise NotProvenError(_("A code was sent just now. Please wait a minute.")) from None
    request.session[KEY] = {"code": code, "at": time.time()}


def prove(request: HttpRequest, user: User, proof: str) -> None:
    """Raises NotProvenError when the password or code is wrong, old, or tried too often."""
    if user.has_usable_password():
        try:
            right = get_adapter(request).reauthenticate(user, proof)
        except ValidationError as fault:
            raise NotProvenError(fault.messages[0]) from None
        if not right:
            raise NotProvenError(_("The password is not right."))
        return
    who = f"user-{user.pk}"
    try:
        attempts.begin(attempts.CODE_GUESS, who)
    except attempts.TooMany:
        raise NotProvenError(_("Too many attempts. Please wait 15 minutes.")) from None
    sent = request.session.get(KEY)
    fresh = sent and time.time() - sent["at"] < VALID
    if not sent or not fresh or not secrets.compare_digest(sent["code"], proof.strip()):
        raise NotProvenError(_("This code is not right. Please check it and try again."))
    request.session.pop(KEY, None)
