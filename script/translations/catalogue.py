"""The catalogues of one language, one file per room, read as one."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib

from translations.messages import Message

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
FRAMEWORKS = "frameworks.po"  # sentences of Django and its like, used by them and not by us
HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "zh_Hans",
    "Plural-Forms": "nplurals=1; plural=0;",
}


@dataclass
class Catalogue:
    """Everything translated, and what is wrong with it (contradictions, placeholders)."""

    entries: dict[tuple[str | None, str], polib.POEntry] = field(default_factory=dict)
    homes: dict[tuple[str | None, str], str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, entry: polib.POEntry, file: str) -> None:
        if entry.obsolete:
            return
        key = (entry.msgctxt, entry.msgid)
        known = self.entries.setdefault(key, entry)
        home = self.homes.setdefault(key, file)
        if known is not entry and _texts(entry) != _texts(known) and all(_texts(entry)):
            self.problems.append(f"{file}: {entry.msgid!r} is translated differently in {home}")
        for text in _texts(entry):
            ours, theirs = _placeholders(text), _placeholders(entry.msgid_plural or entry.msgid)
            if text and not ours <= theirs | _placeholders(entry.msgid):
                self.problems.append(f"{file}: {entry.msgid!r} has other placeholders")
            elif text and not entry.msgid_plural and ours != theirs:
                self.problems.append(f"{file}: {entry.msgid!r} loses a placeholder")

    def missing(self, wanted: Mapping[Message, str]) -> list[str]:
        found = []
        for text, place in wanted.items():
            entry = self.entries.get((text.context, text.singular))
            if entry is None:
                found.append(f"{place}: no translation of {text}")
            elif "fuzzy" in entry.flags or not all(_texts(entry)):
                found.append(f"{place}: the translation of {text} is empty or fuzzy")
            elif text.plural and not entry.msgid_plural:
                found.append(f"{place}: {text} needs msgid_plural and msgstr[0]")
        return found

    def unused(self, wanted: Iterable[Message]) -> list[str]:
        known = {(text.context, text.singular) for text in wanted}
        ours = {k: home for k, home in self.homes.items() if Path(home).name != FRAMEWORKS}
        return [f"{home}: {k[1]!r} is not used" for k, home in ours.items() if k not in known]

    def write(self, path: Path) -> None:
        """As a .mo file, put in place at once: a running server never reads half of it."""
        merged = polib.POFile()
        merged.metadata = HEADER
        merged.extend(self.entries.values())
        unfinished = path.with_suffix(f".{os.getpid()}")
        merged.save_as_mofile(str(unfinished))
        unfinished.replace(path)


def read(folder: Path) -> Catalogue:
    """All .po files of the folder."""
    catalogue = Catalogue()
    for path in sorted(folder.glob("*.po")):
        try:
            entries = polib.pofile(str(path), encoding="utf-8", check_for_duplicates=True)
        except (OSError, ValueError) as error:
            catalogue.problems.append(f"{path}: {error}")
            continue
        for entry in entries:
            catalogue.add(entry, str(path))
    return catalogue


def _texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))
