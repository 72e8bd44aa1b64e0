"""Text as people type it, made fit to be kept."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u2028\u2029\ufeff\ud800-\udfff]")


def clean_text(text: str, *, lines: bool = False) -> str:
    """Text without control characters and outer white space; one line unless `lines`."""
    text = _CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n")))
    return text.strip() if lines else " ".join(text.split())
