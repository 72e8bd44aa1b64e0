"""Whether words meant for the public say who or where the wisher is (DOMAIN 2.3)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

PLACE_DETAIL = re.compile(
    r"\d+(?:[-–]\d+)*(?:号楼|单元|栋|座|幢|楼|层|室|房|号)|[a-z]?\d+[-–]\d+(?:[-–]\d+)*"
)
LONG_NUMBER = re.compile(r"\d(?:[-\s]?\d){6,}")
PEOPLE = ("contact_name", "guardian_name")
PHONES = ("contact_phone", "guardian_phone")


def _plain(text: str) -> str:
    """One spelling: half-width, lower case, no white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def _digits(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isdigit())


def _names(full: str) -> Iterator[str]:
    """The ways a name shows: in full, without the surname, or one word of a Latin name."""
    name = _plain(full)
    if len(name) >= 2:
        yield name
    if re.fullmatch(r"[\u3400-\u9fff]{3,4}", name):
        yield name[-2:]
    for word in re.split(r"[\s·・.]+", unicodedata.normalize("NFKC", full).casefold()):
        if len(word) >= 3:
            yield word


def _places(wish: Any) -> Iterator[str]:
    """The parts of an address below the community: the estate, the building, the room."""
    address = _plain(wish.contact_address)
    for area in (wish.area, wish.community, wish.subdistrict, wish.district):
        if area is not None:
            address = address.replace(_plain(area.name), " ")
    yield from (m[0] for m in PLACE_DETAIL.finditer(address))
    yield from (part for part in re.split(r"[\d\W_]+", address) if len(part) >= 3)


def leaks(words: str, wish: Any) -> list[str]:
    """What the words give away, in words for the person who wrote them; empty when nothing.

    Looks for her name and her guardian's (also without the surname), their phone numbers and
    any other long number, and the parts of the address below the community.
    """
    plain, digits = _plain(words), _digits(words)
    found = []
    if any(n in plain for field in PEOPLE for n in _names(getattr(wish, field))):
        found.append(_("a person's name"))
    phones = [_digits(getattr(wish, field)) for field in PHONES]
    if LONG_NUMBER.search(unicodedata.normalize("NFKC", words)) or any(
        len(p) >= 7 and (p in digits or p[-8:] in digits) for p in phones
    ):
        found.append(_("a phone number"))
    if any(place in plain for place in _places(wish)):
        found.append(_("an address"))
    return found
