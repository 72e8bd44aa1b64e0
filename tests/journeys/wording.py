"""Words in the wrong language: English left on Chinese pages, our Chinese on English ones."""

import re
from functools import cache
from typing import Any

import lxml.html
import polib
from django.conf import settings

# Text and what is read out in its place; what names its own language is left alone.
READ = """() => {
  const found = [];
  const foreign = node => {
    const own = node.closest('[lang]');
    return own && own !== document.documentElement;
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim().replace(/\\s+/g, ' ');
    if (text && !parent.closest('script, style, code') && !foreign(parent)) found.push(text);
  }
  for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'data-confirm', 'data-label'])
    for (const node of document.querySelectorAll(`[${name}]`))
      if (!foreign(node)) found.push(node.getAttribute(name).trim());
  return found;
}"""
_NAMED = " or ".join(
    f"name() = '{name}'"
    for name in ("aria-label", "placeholder", "title", "alt", "data-confirm", "data-label")
)
_OURS = "not(ancestor-or-self::*[@lang][not(self::html)])"
SAID = (
    f"//*[not(self::script or self::style or self::code)][{_OURS}]/text()"
    "[not(ancestor::script or ancestor::style or ancestor::code)]"
    f" | //*[{_OURS}]/@*[{_NAMED}]"
)
WORDS = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z’']+)+")
NAMES = ("Alex Wong", "Microsoft Authenticator", "Google Authenticator")
HAN = re.compile(r"[一-鿿]")


@cache
def _entries() -> dict[str, str]:
    """Every msgid with its Chinese, of all rooms, plain ones only."""
    folder = settings.BASE_DIR / "locale/zh_Hans/LC_MESSAGES"
    found = {}
    for file in folder.glob("*.po"):
        for entry in polib.pofile(str(file)):
            if "%" not in entry.msgid and "{" not in entry.msgid and entry.msgstr:
                found[entry.msgid.strip()] = entry.msgstr.strip()
    return found


def left_in_english(page: Any) -> list[str]:
    """What on a Chinese page is a msgid of ours, or two English words and more in a row."""
    ours = {msgid for msgid, text in _entries().items() if msgid != text}
    return [
        text
        for text in page.evaluate(READ)
        if (text in ours and re.search(r"[A-Za-z]{2}", text))
        or (WORDS.search(text) and not any(name in text for name in NAMES))
    ]


def left_in_chinese(page: str, data: set[str]) -> list[str]:
    """What on an English page is a Chinese text of our interface, unless it is `data` too."""
    ours = {text for msgid, text in _entries().items() if HAN.search(text) and msgid != text}
    return [text for text in read(page) if text in ours - data]


def read(page: str) -> list[str]:
    """As READ, of a page as it is sent."""
    found = lxml.html.document_fromstring(page).xpath(SAID)
    return [" ".join(str(text).split()) for text in found if str(text).strip()]
