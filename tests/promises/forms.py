"""Finding every form of the portal, as a browser would: by reading the pages."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

TEXT = {"text", "search", "tel", "email", "number", "date", "time", "url", "textarea", "hidden"}


@dataclass
class Form:
    """One form that posts: where to, and what a browser would send of it untouched."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def typed(self) -> list[str]:
        """Names of the fields into which a person types."""
        return [n for n, kind in self.kinds.items() if kind in TEXT - {"hidden"}]


class FormReader(HTMLParser):
    """`FormReader(html, url).forms` are the forms of the page that post."""

    def __init__(self, html: str, url: str) -> None:
        super().__init__()
        self.url = url
        self.forms: list[Form] = []
        self.errors: set[str] = set()
        self._form: Form | None = None
        self._select = self._textarea = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("aria-invalid") == "true":
            self.errors.add(given.get("name", ""))
        match tag:
            case "form" if given.get("method", "").lower() == "post":
                self._form = Form(urljoin(self.url, given.get("action", "")))
                self.forms.append(self._form)
            case "form":
                self._form = None
            case "input" | "button":
                self._input(given, default="text" if tag == "input" else "submit")
            case "textarea":
                self._textarea = given.get("name", "")
                self._put(self._textarea, "", "textarea")
            case "select":
                self._select = given.get("name", "")
                self._put(self._select, "", "select")
            case "option" if self._select and self._form is not None:
                if "selected" in given or not self._form.fields[self._select]:
                    self._form.fields[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "form":
                self._form = None
            case "select":
                self._select = ""
            case "textarea":
                self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea and self._form is not None:
            self._form.fields[self._textarea] += data

    def _input(self, given: dict[str, str], default: str) -> None:
        kind = given.get("type", default)
        name = given.get("name", "")
        once = kind in ("radio", "submit") and self._form and name in self._form.fields
        if not once:
            self._put(name, given.get("value", ""), kind)

    def _put(self, name: str, value: str, kind: str) -> None:
        if self._form is not None and name:
            self._form.fields[name] = value
            self._form.kinds[name] = kind
