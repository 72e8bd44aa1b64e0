from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import gettext as _

T = TypeVar("T")
MOST = 20  # faults of one file that are told


class PabulibError(ValueError):
    """Text that is not an election in Pabulib format; `line` is None when it is about the whole.

    As text it is English, for the command line; `told` is the same in the reader's language.
    `others` are further faults of the same file, and `untold` is how many more there are.
    """

    def __init__(
        self, message: str, line: int | None = None, *, what: str = "", **given: Any
    ) -> None:
        said = message.format(what=what.format(**given), **given)
        super().__init__(said if line is None else f"line {line}: {said}")
        self.line, self._message, self._what, self._given = line, message, what, given
        self.others: tuple[PabulibError, ...] = ()
        self.untold = 0

    def __str__(self) -> str:
        lines = [super().__str__(), *map(str, self.others)]
        if self.untold:
            lines.append(f"and {self.untold} more")
        return "\n".join(lines)

    @property
    def told(self) -> str:
        what = _(self._what).format(**self._given) if self._what else ""
        said = _(self._message).format(what=what, **self._given)
        return (
            said
            if self.line is None
            else _("line {line}: {said}").format(line=self.line, said=said)
        )


class Faults:
    """What is wrong with one file, collected so that it can be mended in one go."""

    def __init__(self) -> None:
        self.found: list[PabulibError] = []

    def take(self, read: Callable[..., T], *given: Any, instead: T) -> T:
        """What `read` reads; when it cannot, the fault is noted and this stands `instead`."""
        try:
            return read(*given)
        except PabulibError as fault:
            self.found.append(fault)
            return instead

    def told(self) -> PabulibError:
        """All of them as one error, in the order of their lines. There must be some."""
        first, *others = sorted(self.found, key=lambda fault: fault.line or 0)
        first.others = tuple(others[: MOST - 1])
        first.untold = len(others) - len(first.others)
        return first
