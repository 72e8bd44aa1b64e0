from typing import Any

from django.utils.translation import gettext as _


class PabulibError(ValueError):
    """Text that is not an election in Pabulib format; `line` is None when it is about the whole.

    As text it is English, for the command line; `told` is the same in the reader's language.
    """

    def __init__(
        self, message: str, line: int | None = None, *, what: str = "", **given: Any
    ) -> None:
        said = message.format(what=what.format(**given), **given)
        super().__init__(said if line is None else f"line {line}: {said}")
        self.line, self._message, self._what, self._given = line, message, what, given

    @property
    def told(self) -> str:
        what = _(self._what).format(**self._given) if self._what else ""
        said = _(self._message).format(what=what, **self._given)
        return (
            said
            if self.line is None
            else _("line {line}: {said}").format(line=self.line, said=said)
        )
