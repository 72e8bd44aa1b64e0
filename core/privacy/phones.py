"""Phone numbers as people write them, and the one form in which they are compared.

Patterns: DOMAIN.md 8.6. Mainland numbers are kept without +86; Hong Kong and Macao numbers
as `+852…` and `+853…`; landlines with their area code and a hyphen.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))-?(\d{7,8})(?:-(\d{1,6}))?")
SERVICE = re.compile(r"(?:400|800)-?\d{3}-?\d{4}|1\d{4}|95\d{3,4}")
ABROAD = re.compile(r"(?:\+|00)(852|853)-?(\d{8})")
MAX_LENGTH = 40


def normalise_phone(text: str) -> str:
    """One spelling per number: half-width, no spaces, no +86. Unknown shapes come back bare."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[\s().\u2010-\u2015\u2212]", _bare, plain)
    plain, from_abroad = re.subn(r"^(?:\+|00)86-?", "", plain)
    squeezed = plain.replace("-", "")
    if MOBILE.fullmatch(squeezed):
        return squeezed
    if match := ABROAD.fullmatch(plain):
        return f"+{match[1]}{match[2]}"
    if match := LANDLINE.fullmatch(f"0{plain}" if from_abroad and plain[:1] != "0" else plain):
        return "-".join(filter(None, match.groups()))
    return squeezed if SERVICE.fullmatch(squeezed) else plain


def _bare(match: re.Match[str]) -> str:
    return "-" if match[0] in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212" else ""


def is_mobile(text: str) -> bool:
    """Whether a text message reaches this number: mainland mobile, Hong Kong or Macao."""
    phone = normalise_phone(text)
    return bool(MOBILE.fullmatch(phone) or ABROAD.fullmatch(phone))


def is_phone(text: str) -> bool:
    """Whether this is a number one can call: mobile, landline, service, Hong Kong, Macao."""
    phone = normalise_phone(text)
    return any(p.fullmatch(phone) for p in (MOBILE, LANDLINE, SERVICE, ABROAD))


def validate_phone(text: str) -> None:
    """For model, form and serializer fields. Raises ValidationError."""
    if len(text) > MAX_LENGTH or not is_phone(text):
        raise ValidationError(
            _("Please check the phone number: 11 digits, or a landline with its area code."),
            code="phone",
        )


def validate_mobile(text: str) -> None:
    """For numbers that must receive a code. Raises ValidationError."""
    if len(text) > MAX_LENGTH or not is_mobile(text):
        raise ValidationError(
            _("Please enter an 11-digit mobile number; Hong Kong and Macao with +852 or +853."),
            code="mobile",
        )
