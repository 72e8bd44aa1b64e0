"""Proof that it is really this person who deletes the account: the password, or a fresh code."""

from allauth.account.adapter import get_adapter
from django.forms import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.accounts import phone_proof
from core.accounts.models import User
from core.accounts.phone_proof import NotProvenError

PURPOSE = "farewell"


def send_code(request: HttpRequest, user: User) -> None:
    """Text a code that only opens the way out. Raises NotProvenError when it cannot be sent."""
    phone_proof.send_code(request, user.phone, purpose=PURPOSE)


def prove(request: HttpRequest, user: User, proof: str) -> None:
    """Raises NotProvenError when the password or code is wrong, old, or tried too often."""
    if not user.has_usable_password():
        phone_proof.prove(request, proof, purpose=PURPOSE)
        return
    try:
        right = get_adapter(request).reauthenticate(user, proof)
    except ValidationError as fault:
        raise NotProvenError(fault.messages[0]) from None
    if not right:
        raise NotProvenError(_("The password is not right."))
