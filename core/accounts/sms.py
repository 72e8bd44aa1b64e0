"""Texts that cannot wait for the outbox: sign-in codes go out at once, in quiet hours too.

The sender is the one the notices use (setting `SMS_SENDER`); it is named by path because
accounts stand below notices.
"""

import uuid
from collections.abc import Mapping
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _


class Sender(Protocol):
    def send(
        self, phone: str, text: str, *, key: str, template: str, params: Mapping[str, str]
    ) -> Any: ...


def send_code(phone: str, code: str) -> bool:
    """Text the code to this phone; False when the provider certainly did not take it."""
    sender: Sender = import_string(settings.SMS_SENDER)()
    text = _("Your code is %(code)s, valid for 5 minutes. Do not tell it to anyone.") % {
        "code": code
    }
    result = sender.send(
        phone, text, key=f"code-{uuid.uuid4()}", template="sign_in_code", params={"code": code}
    )
    return str(result.outcome) in {"accepted", "unknown"}
