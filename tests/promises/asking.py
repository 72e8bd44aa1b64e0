"""Reading the table of access.py, and asking as somebody of the cast."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.test import Client
from django.urls import reverse

from core.accounts.backends import Backend
from core.accounts.models import User
from core.api.tokens import issue
from core.operations.idle import SEEN, STAFF
from tests.promises import access
from tests.promises.scene import Scene

CAST = {
    "visitor": "visitor",
    "stranger": "stranger",
    "resident": "resident",
    "volunteer": "volunteer",
    "housekeeper": "housekeeper",
    "clerk": "community_clerk",
    "neighbour": "neighbour_clerk",
    "street": "subdistrict_officer",
    "admin": "district_admin",
    "finance": "finance_officer",
    "auditor": "auditor",
    "system": "system_admin",
    "secretary": "secretary",
    "leader": "street_leader",
    "supervisor": "supervisor",
}
AN_HOUR = 3600  # seconds
# whom a row need not name: they are answered like these unless it does
LIKE = {"secretary": "clerk", "leader": "street", "supervisor": "auditor"}
ROWS = [
    [part.strip() for part in row.split("|")]
    for row in re.sub(r"\n +\|", " |", access.TABLE).strip().splitlines()
]


def address(where: str, scene: Scene) -> str:
    """A name and its blanks as a path of this scene."""
    name, *blanks = where.split()
    places = scene.places()
    pairs = (blank.split("=") for blank in blanks)
    return reverse(name, kwargs={k: places[v[1:]] if v.startswith("@") else v for k, v in pairs})


def expected(answers: str) -> dict[str, set[str]]:
    """By member of the cast, the statuses that are right."""
    found: dict[str, set[str]] = {}
    for clause in answers.split(","):
        status, *people = clause.split()
        if people in ([], ["else"]):
            who = [name for name in CAST if name not in found and name not in LIKE]
        else:
            groups = {"people": access.PEOPLE, "staff": access.STAFF}
            who = " ".join(groups.get(name, name) for name in people).split()
        assert set(who) <= CAST.keys(), f"nobody of the cast is called {who}"
        found |= {name: set(status.split("/")) for name in who}
    return {name: found[LIKE[name]] for name in LIKE} | found


class Doors:
    """A fresh client for each request, with the session or token of one sign-in each."""

    def __init__(self, scene: Scene) -> None:
        self.sessions: dict[str, str] = {}
        self.tokens: dict[str, str] = {}
        for who, name in CAST.items():
            if who == "visitor":
                continue
            user = getattr(scene.cast, name)
            client = Client()
            client.force_login(user)
            session = client.session
            # as from the second request of a minute on: nothing to write into the session
            session.update({SEEN: int(time.time()) + AN_HOUR, STAFF: user.holds_role})
            session.save()
            self.sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
            self.tokens[who] = issue(user)[0]

    @contextmanager
    def knowing_everybody(self) -> Iterator[None]:
        """Thousands of requests by people who stay as they are: each is read, with her grants,
        only once. A request that changes her has a copy of its own."""
        read: dict[int, User] = {}

        def get_user(backend: Backend, pk: Any) -> User | None:
            if pk not in read:
                if (user := from_database(backend, pk)) is None:
                    return None
                user.grants_today()
                read[pk] = user
            return copy(read[pk])

        from_database = Backend.get_user
        with patch.object(Backend, "get_user", get_user):
            yield

    def client(self, who: str, url: str) -> Client:
        client = Client(raise_request_exception=False)
        if who == "visitor":
            return client
        if url.startswith("/api/"):
            client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {self.tokens[who]}"
        else:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client


def status_of(answer: Any) -> str:
    """The status, or `login` for being led to sign in."""
    led = answer.headers.get("Location", "").startswith("/account/login")
    return "login" if led else str(answer.status_code)
