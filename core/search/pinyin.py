"""Pinyin initials, so that staff find 榕树头社区 by typing rstsq."""

from functools import cache
from typing import Any

# The endings of nearly all division names; 会 alone would send each of them down the slow path.
ENDINGS = {
    "居民委员会": "jmwyh",
    "村民委员会": "cmwyh",
    "居委会": "jwh",
    "村委会": "cwh",
}


@cache
def _pypinyin() -> Any:
    """Loaded when first needed: its phrases are a sixth of what starting any process takes."""
    import pypinyin.constants  # noqa: PLC0415
    import pypinyin.style  # noqa: PLC0415

    return pypinyin


@cache
def _only_initial(char: str) -> str:
    """The initial all readings of a character share, or "" when they differ."""
    known = _pypinyin()
    readings = known.constants.PINYIN_DICT.get(ord(char), "").split(",")
    first = known.Style.FIRST_LETTER
    letters = {known.style.convert(reading, first, strict=False) for reading in readings if reading}
    return letters.pop().lower() if len(letters) == 1 else ""


def _spelled(char: str) -> str:
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    return _only_initial(char)


def initials(text: str) -> str:
    """First letters of the readings, lower case; Latin letters and digits stay, the rest goes.

    Characters with several readings are read by the words around them (重庆 → cq, 重量 → zl).
    """
    for ending, spelled in ENDINGS.items():
        if text.endswith(ending):
            return initials(text.removesuffix(ending)) + spelled
    single = [_spelled(char) for char in text]
    if all(single):
        return "".join(single)
    known = _pypinyin()
    read = known.lazy_pinyin(text, style=known.Style.FIRST_LETTER, errors=str)
    return "".join(c for part in read for c in part.lower() if c.isascii() and c.isalnum())
