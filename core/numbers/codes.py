"""Numbers people read aloud, and tracking codes nobody guesses."""

import secrets
import unicodedata

from core.areas.models import Area

# without 0 O 1 I L 2 Z 5 S 8 B U V: nothing that looks or sounds alike on paper or the phone
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 12  # 23 ** 12 is 54 bits
LEVEL_SUFFIXES = "QSXZ"  # 区 市 县 镇/州: the level, not the name


def new_tracking_code() -> str:
    """A fresh tracking code of 54 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise_tracking_code(text: str) -> str:
    """The code as stored: capitals without dashes, spaces or full-width forms."""
    plain = unicodedata.normalize("NFKC", text)[:60].upper()
    return "".join(c for c in plain if c.isalnum())


def readable(code: str) -> str:
    """A tracking code in groups of four: ACDE-FGHJ-KMNP."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def prefix_for(district: Area) -> str:
    """Letters of a district's numbers: its pinyin initials without the level (云澜区 → YL)."""
    initials = "".join(c for c in district.pinyin.upper() if "A" <= c <= "Z")
    if len(initials) > 2 and initials[-1] in LEVEL_SUFFIXES:
        initials = initials[:-1]
    return initials[:4] or "XY"
