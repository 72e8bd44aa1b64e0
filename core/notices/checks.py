"""Messages that would go nowhere are said before the portal starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

ALIYUN = "core.notices.channels.aliyun.AliyunSender"
REHEARSALS = {"console", "locmem", "dummy", "filebased"}


@register(Tags.security, deploy=True)
def messages_can_leave(**kwargs: Any) -> list[CheckMessage]:
    """The provider is fully named, and mail does not end on the terminal."""
    found: list[CheckMessage] = []
    options = settings.SMS_ALIYUN
    named = all(options[key] for key in ("access_key_id", "access_key_secret", "sign_name"))
    if settings.SMS_SENDER == ALIYUN and not (named and options["templates"].get("default")):
        hint = "Set SMS_ALIYUN_KEY_ID, _KEY_SECRET, _SIGN and _TEMPLATES with a default=CODE."
        found.append(Error("The SMS provider is not set up.", hint=hint, id="linli.E021"))
    if settings.EMAIL_BACKEND.split(".")[-2] in REHEARSALS:
        hint = "Set EMAIL_URL, such as smtp+tls://user:password@mail.example.cn:587."
        found.append(Error("E-mails go nowhere.", hint=hint, id="linli.E022"))
    return found
