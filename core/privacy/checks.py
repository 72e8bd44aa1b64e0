"""Keys are checked at every start: without them no personal value can be read or written."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from core.privacy.keys import KeyringError, keyring

MAKE = 'Make one: python -c "import os,base64;print(base64.b64encode(os.urandom(32)).decode())"'


@register(Tags.security)
def keys_are_there(**kwargs: Any) -> list[CheckMessage]:
    """LINLI_KEYS and LINLI_PEPPERS parse, differ, and are not the demo's in production."""
    try:
        keyring()
    except KeyringError as fault:
        return [Error(str(fault), hint=MAKE, id="linli.E201")]
    names = {
        p.partition(":")[0] for p in (settings.LINLI_KEYS + "," + settings.LINLI_PEPPERS).split(",")
    }
    if not settings.DEMO and "demo" in names:
        return [Error("LINLI_KEYS or LINLI_PEPPERS is the demo's.", hint=MAKE, id="linli.E202")]
    secrets = [p.partition(":")[2] for p in settings.LINLI_KEYS.split(",")]
    if any(p.partition(":")[2] in secrets for p in settings.LINLI_PEPPERS.split(",")):
        return [Error("A pepper equals a key.", hint=MAKE, id="linli.E203")]
    return []
