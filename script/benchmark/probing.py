"""What is measured inside the portal's own process: sessions, queries, plans."""

import json
import re
from importlib import import_module
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the set-up
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmark import targets  # noqa: E402
from core.accounts.models import User  # noqa: E402
from core.areas.models import Area  # noqa: E402
from core.search.queries import FEW  # noqa: E402
from core.ui.paging import Cursor  # noqa: E402
from volunteers.wishes import queries  # noqa: E402
from volunteers.wishes.models import MicroWish  # noqa: E402

ORDER = ("-published_at", "-id")


def session_of(name: str) -> str:
    """The cookie of somebody signed in."""
    user = User.objects.get(username=name)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["_auth_user_id"] = str(user.pk)
    store["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    store["_auth_user_hash"] = user.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def deep_cursor(page: int) -> tuple[str, int]:
    """The cursor of a page this deep, or of the deepest there is, and which page it is."""
    rows = MicroWish.objects.on_wall().order_by("-published_at", "-id")
    page = min(page, rows.count() // 24 - 1)
    key = rows.values_list("published_at", "id")[page * 24]
    return Cursor(key).write(ORDER), page


def counted_queries(path: str, session: str) -> int:
    """How many queries a page takes once it is warm."""
    client = Client(HTTP_HOST="127.0.0.1", SERVER_NAME="127.0.0.1")
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    return len(caught)


def search_milliseconds(word: str) -> float:
    """The database's own time for one page of a search: the best of five countings of the
    candidates, and of five readings of the rows."""
    counting = "SELECT search_few(%s::text::regclass, 'bigrams', ARRAY[%s::text], %s::int)"
    asked = [MicroWish._meta.db_table, word, FEW]
    counted, read = [], []
    for _ in range(5):
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN ANALYZE {counting}", asked)
            counted.append(_execution_time("\n".join(line for (line,) in cursor.fetchall())))
        rows = queries.wall(queries.Filters(q=word))[:25]
        read.append(_execution_time(rows.explain(analyze=True, buffers=True)))
    return min(counted) + min(read)


def _execution_time(plan: str) -> float:
    found = re.search(r"Execution Time: ([\d.]+)", plan)
    return float(found.group(1)) if found else 0.0


def path_is_kept(path: str) -> bool:
    """Whether the answer is kept, so that it is measured a second time with nothing kept."""
    return path.startswith("/api/") and "?" in path


def main() -> None:
    district = Area.objects.get(
        pk=MicroWish.objects.order_by("district_id").values_list("district_id", flat=True)[0]
    )
    wish = MicroWish.objects.on_wall().filter(status="published").order_by("-id")[0]
    sessions = {name: session_of(name) for name in ("clerk", "officer", "helper")}
    cursor, page = deep_cursor(10_000)
    listed = f"/api/v1/wishes/?kind=service&area={district.code}"
    wishes: list[tuple[str, str, str]] = [
        ("GET /api/v1/wishes/ filtered", listed, ""),
        ("wall, visitor", "/wishes/", ""),
        ("wall, signed in", "/wishes/", sessions["helper"]),
        ("a wish, visitor", wish.get_absolute_url(), ""),
        ("API list, first page", "/api/v1/wishes/", ""),
        (f"API list, page {page:,}", f"/api/v1/wishes/?cursor={cursor}", ""),
        ("search 古琴 (rare)", "/api/v1/wishes/?q=%E5%8F%A4%E7%90%B4", ""),
        ("desk", "/desk/", sessions["clerk"]),
        ("district dashboard", "/dashboard/", sessions["officer"]),
    ]
    listed_targets = [(*one, path_is_kept(one[1])) for one in wishes] + targets.projects(
        sessions["officer"]
    )
    found: dict[str, Any] = {
        "targets": [
            {
                "name": name,
                "path": path,
                "session": s,
                "queries": counted_queries(path, s),
                "fresh": fresh,
            }
            for name, path, s, fresh in listed_targets
        ],
        "votes": targets.votes(),
        "search_ms": {"古琴": search_milliseconds("古琴"), "拐杖": search_milliseconds("拐杖")},
        "cookie": settings.SESSION_COOKIE_NAME,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
