"""Every form of the portal with everything wrong: a sentence beside the field, and never a 500."""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus, unquote_plus, urlsplit

import pytest
from django.urls import Resolver404, get_resolver, resolve

from tests.promises.asking import ROWS, Doors, address, expected
from tests.promises.forms import Form, FormReader
from tests.promises.scene import Scene, undone

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("bad input")]

WHO = ("visitor", "resident", "volunteer", "clerk", "admin")
LONG = "长" * 10_000
FORM = "application/x-www-form-urlencoded"
# what is typed into every field at once, as bytes of a form
BAD = {
    "nothing": "",
    "NUL": "a%00b",
    "lone surrogate": "%ED%A0%80",
    "wrong encoding": quote_plus("榕树头".encode("gb18030")),
    "ten thousand characters": quote_plus(LONG),
    "year 0": "0000-00-00",
    "year 99999": "99999-12-31",
    "below zero": "-1",
    "huge": "9" * 400,
    "not a number": "NaN",
    "infinite": "1e999",
    "formula": quote_plus("=HYPERLINK(1)"),
    "other digits": quote_plus("１２３"),
    "broken percent": "%zz%",
}
# after these the pages that come back are read, too
READ = {"ten thousand characters", "NUL"}
# signs out; shows elements that lead nowhere
LEAVE_ALONE = ("/account/logout/", "/styleguide/")
Forms = dict[tuple[str, str], tuple[str, Form]]


@pytest.fixture(scope="module")
def doors(scene: Any) -> Iterator[Doors]:
    made = Doors(scene)
    with made.knowing_everybody():
        yield made


@pytest.fixture(scope="module")
def forms(scene: Scene, doors: Doors) -> Forms:
    """Each form once for each pattern of address it posts to, of who sees it first."""
    found: Forms = {}
    for who in WHO:
        for where, get, _post in ROWS:
            if "200" not in expected(get)[who]:
                continue
            url = address(where, scene)
            with undone():
                answer = doors.client(who, url).get(url)
            if not answer.headers.get("Content-Type", "").startswith("text/html"):
                continue
            for form in FormReader(answer.content.decode(), url).forms:
                key = (pattern_of(form.action), " ".join(sorted(form.fields)))
                if form.action not in LEAVE_ALONE:
                    found.setdefault(key, (who, form))
    return found


def pattern_of(url: str) -> str:
    """The address with its blanks left open: /wishes/<str:code>/claim/ for every wish."""
    try:
        return f"/{resolve(urlsplit(url).path).route}"
    except Resolver404:
        return urlsplit(url).path


def post(doors: Doors, who: str, form: Form, bad: str) -> Any:
    """Everything typed is bad; what is chosen stays as it was."""
    typed = set(form.typed())
    pairs = [
        f"{quote_plus(name)}={bad if name in typed else quote_plus(value)}"
        for name, value in form.fields.items()
    ]
    return doors.client(who, form.action).post(form.action, "&".join(pairs), content_type=FORM)


def posted(forms: Forms, doors: Doors, what: str) -> Iterator[tuple[str, Any]]:
    """Each form with this in all its fields; where nothing is typed, once is enough."""
    for who, form in forms.values():
        if form.typed() or what == "nothing":
            with undone():
                yield f"{form.action} as {who}", post(doors, who, form, BAD[what])


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("what", sorted(BAD.keys() - READ))
def test_no_form_answers_500(forms, doors, what):
    wrong = [
        f"{where}: {answer.status_code}"
        for where, answer in posted(forms, doors, what)
        if answer.status_code >= 500
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("what", sorted(READ))
def test_what_was_typed_stays_and_the_message_stands_beside_its_field(forms, doors, what):
    """Bad everywhere: the page comes back with it, and says at which field."""
    wrong, seen, typed = [], 0, unquote_plus(BAD[what])
    for where, answer in posted(forms, doors, what):
        if answer.status_code >= 500:
            wrong.append(f"{where}: {answer.status_code}")
        if answer.status_code >= 500 or answer.status_code in (302, 403, 404, 413):
            continue
        seen += 1
        page = html.unescape(answer.content.decode())
        if typed not in page:
            wrong.append(f"{where}: what was typed is gone")
        if "invalid-feedback" not in page and not FormReader(page, "").errors:
            wrong.append(f"{where}: no field is marked")
    assert seen > 10
    assert not wrong, "\n".join(wrong)


def test_enough_forms_were_found(forms):
    assert len(forms) > 30
    assert {"/wishes/new/", "/help/", "/feedback/"} <= {path for path, _fields in forms}


PARAMETERS = ("q", "status", "kind", "area", "cursor", "page", "since", "until", "before", "limit")


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("turn", range(4))
def test_no_list_answers_500_to_odd_questions(scene, doors, turn):
    """Something bad into every parameter of an address, another thing each turn."""
    bad = [value[:500] for value in BAD.values()]
    query = "&".join(
        f"{name}={bad[(at + turn * 4) % len(bad)]}" for at, name in enumerate(PARAMETERS)
    )
    wrong = []
    for where, get, _post in ROWS:
        who = next((w for w in ("admin", "clerk", "resident") if "200" in expected(get)[w]), "")
        if not who:
            continue
        url = address(where, scene)
        with undone():
            status = doors.client(who, url).get(f"{url}?{query}").status_code
        if status >= 500 and "503" not in get:
            wrong.append(f"{url} as {who}: {status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("blank", ["0", "-1", "9" * 30, "%00", "%ED%A0%80", quote_plus("榕" * 300)])
def test_no_address_answers_500_to_odd_blanks(scene, doors, blank):
    """Every blank of every address filled with nonsense."""
    wrong = []
    for pattern in patterns(get_resolver()):
        url = "/" + re.sub(r"<[^>]+>", lambda _m: blank, pattern)
        with undone():
            status = doors.client("clerk", url).get(url).status_code
        if status >= 500:
            wrong.append(f"{url[:80]}: {status}")
    assert not wrong, "\n".join(wrong)


def patterns(resolver: Any, before: str = "") -> list[str]:
    """Addresses with blanks, the admin's apart."""
    found = []
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if path.startswith("admin/"):
            continue
        if hasattr(pattern, "url_patterns"):
            found += patterns(pattern, path)
        elif "<" in path:
            found.append(path)
    return found
