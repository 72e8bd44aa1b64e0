"""A code texted to a phone that opens one thing in this session and signs nobody in."""

import secrets
import time

from allauth.core.exceptions import RateLimited
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.accounts import attempts
from core.accounts.adapter import AccountAdapter, CodeNotSentError

VALID = 5 * 60  # seconds


class NotProvenError(Exception):
    """What to tell the person."""


def why_no_code(fault: RateLimited) -> str:
    """What to tell a person who gets no code; it says nothing about accounts."""
    if isinstance(fault, CodeNotSentError):
        return _("The text could not be sent. Please try again, or call us.")
    return _("Codes were sent just now. Please wait a little.")


def send_code(request: HttpRequest, phone: str, *, purpose: str) -> None:
    """Text a code to this mobile. Raises NotProvenError when it cannot be sent."""
    code = f"{secrets.randbelow(10**6):06}"
    try:
        AccountAdapter(request).send_verification_code_sms(user=None, phone=phone, code=code)
    except RateLimited as fault:
        raise NotProvenError(why_no_code(fault)) from None
    request.session[_key(purpose)] = {"phone": phone, "code": code, "at": time.time()}


def waiting(request: HttpRequest, *, purpose: str) -> str:
    """The phone that a code was sent to which still opens; empty when there is none."""
    sent = request.session.get(_key(purpose))
    return str(sent["phone"]) if sent and time.time() - sent["at"] < VALID else ""


def prove(request: HttpRequest, code: str, *, purpose: str) -> str:
    """The phone this code was sent to; a code opens once.

    Raises NotProvenError when it is wrong, old, or was tried too often.
    """
    phone = waiting(request, purpose=purpose)
    sent = request.session[_key(purpose)]["code"] if phone else ""
    try:
        if phone:
            attempts.begin(attempts.CODE_GUESS, phone)
    except attempts.TooMany:
        raise NotProvenError(_("Too many attempts. Please wait 15 minutes.")) from None
    if not sent or not secrets.compare_digest(sent.encode(), code.strip().encode()):
        raise NotProvenError(_("This code is not right. Please check it and try again."))
    forget(request, purpose=purpose)
    attempts.forget(attempts.CODE_GUESS, phone)
    return phone


def forget(request: HttpRequest, *, purpose: str) -> None:
    """The code that was sent opens nothing any more."""
    request.session.pop(_key(purpose), None)


def _key(purpose: str) -> str:
    return f"code-{purpose}"
