"""Names of festivals, which calendars bring in English, in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NAMES = {
    "New Year's Day": _("New Year's Day"),
    "Spring Festival": _("Spring Festival"),
    "Tomb-sweeping Day": _("Tomb-sweeping Day"),
    "Labour Day": _("Labour Day"),
    "Dragon Boat Festival": _("Dragon Boat Festival"),
    "Mid-autumn Festival": _("Mid-autumn Festival"),
    "National Day": _("National Day"),
}


def in_words(reason: str) -> str:
    """A festival in the reader's language; anything else as it was written."""
    return gettext(reason) if reason in NAMES else reason


def as_kept(words: str) -> str:
    """A festival under the name calendars have, however the writer's language calls it."""
    return next((name for name, said in NAMES.items() if words == str(said)), words)
