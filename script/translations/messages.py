"""What is to be translated, and where it stands."""

from typing import NamedTuple


class Message(NamedTuple):
    """The key under which gettext looks a string up."""

    context: str | None
    singular: str
    plural: str | None = None

    def __str__(self) -> str:
        return repr(self.singular) + (f" ({self.context})" if self.context else "")


# Which arguments of each function are what: context, singular, plural.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {}
for _name, _places in {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}.items():
    FUNCTIONS[_name] = FUNCTIONS[f"{_name}_lazy"] = _places
FUNCTIONS["gettext_noop"] = (None, 0, None)


def message(function: str, arguments: list[str | None]) -> Message | None:
    """The message of a call, or None when its texts are not written out there."""
    context, singular, plural = FUNCTIONS[function]

    def at(place: int | None) -> str | None:
        return arguments[place] if place is not None and place < len(arguments) else None

    text = at(singular)
    if not text or (context is not None and at(context) is None):
        return None
    return Message(at(context), text, at(plural))
