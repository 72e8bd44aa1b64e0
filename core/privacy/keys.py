"""The keyring: the one module that touches ciphers and keys.

`LINLI_KEYS` names 256-bit keys, newest first: `2026b:BASE64,2026a:BASE64`. New values are
written with the first; all of them can read. `LINLI_PEPPERS` lists the secrets of the blind
index in the same way. Where a domestic cipher (SM4) is demanded, this module is what changes.
"""

import base64
import binascii
import hashlib
import hmac
import os
import re
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
SECOND_FACTOR = "mfa_authenticator.data"
KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,16}")


class KeyringError(Exception):
    """The keys in the settings are missing or malformed."""


class UnreadableError(Exception):
    """A stored value cannot be decrypted: unknown key, moved column, or tampering."""


@dataclass(frozen=True)
class Keyring:
    """Named ciphers and peppers, current ones first."""

    current: str
    ciphers: dict[str, AESGCM]
    peppers: tuple[bytes, ...]


def _named_secrets(text: str, setting: str) -> dict[str, bytes]:
    secrets: dict[str, bytes] = {}
    for part in filter(None, (p.strip() for p in text.split(","))):
        name, _, encoded = part.partition(":")
        if not KEY_ID.fullmatch(name) or name in secrets:
            raise KeyringError(f"{setting}: {name!r} is not a unique name of 1-16 letters, digits")
        try:
            secret = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            raise KeyringError(f"{setting}: {name!r} is not base64") from None
        if len(secret) != 32:
            raise KeyringError(f"{setting}: {name!r} has {len(secret) * 8} bits, not 256")
        secrets[name] = secret
    if not secrets:
        raise KeyringError(f"{setting} is empty")
    return secrets


@lru_cache(maxsize=4)
def _parsed(keys: str, peppers: str) -> Keyring:
    secrets = _named_secrets(keys, "LINLI_KEYS")
    return Keyring(
        current=next(iter(secrets)),
        ciphers={name: AESGCM(secret) for name, secret in secrets.items()},
        peppers=tuple(_named_secrets(peppers, "LINLI_PEPPERS").values()),
    )


def keyring() -> Keyring:
    """The keys of the settings. Raises KeyringError when they are missing or malformed."""
    return _parsed(getattr(settings, "LINLI_KEYS", ""), getattr(settings, "LINLI_PEPPERS", ""))


def encrypt(text: str, bound_to: str) -> str:
    """`key id:base64(nonce, ciphertext, tag)`; readable only under the same `bound_to`."""
    ring = keyring()
    nonce = os.urandom(NONCE_BYTES)
    sealed = ring.ciphers[ring.current].encrypt(nonce, text.encode(), bound_to.encode())
    return f"{ring.current}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored: str, bound_to: str) -> str:
    """The text again. Raises UnreadableError for an unknown key, another column, or tampering."""
    name, _, encoded = stored.partition(":")
    cipher = keyring().ciphers.get(name)
    if cipher is None:
        raise UnreadableError(f"{bound_to}: no key of that name in LINLI_KEYS")
    try:
        sealed = base64.b64decode(encoded, validate=True)
        return cipher.decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to.encode()
        ).decode()
    except (binascii.Error, ValueError, InvalidTag):
        raise UnreadableError(f"{bound_to}: the value was altered or moved here") from None


def is_current(stored: str) -> bool:
    """Whether a stored value was written with the current key."""
    return stored.startswith(f"{keyring().current}:")


def has_key_name(stored: str) -> bool:
    """Whether this looks like a value written with one of our keys."""
    name, colon, _ = stored.partition(":")
    return bool(colon) and name in keyring().ciphers


def digests(value: str, purpose: str) -> list[str]:
    """HMAC-SHA256 of a normalised value under each pepper, the current one first."""
    message = f"{purpose}\0{value}".encode()
    return [hmac.new(p, message, hashlib.sha256).hexdigest() for p in keyring().peppers]
