"""Navigation entries as data. The roof lists them; an entry whose page does not exist is hidden."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Entry:
    """One place to go. `ability` hides it from people who have that ability nowhere."""

    url_name: str
    label: str | Promise
    icon: str
    ability: str = ""
    key: str = ""  # after g: the keyboard shortcut
    rooms: Sequence[str] = ()  # URL names: pages below these addresses count as this entry's too


@dataclass(frozen=True)
class Group:
    """Entries under one small heading."""

    label: str | Promise
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Link:
    """An entry as one person sees it now."""

    url: str
    label: str | Promise
    icon: str
    key: str
    current: bool


def url_or_nothing(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a URL name, or "" while nobody has built that page."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def allowed(entry: Entry, user: Any) -> bool:
    if not entry.ability:
        return True
    try:
        return bool(user.can_somewhere(entry.ability))
    except (AttributeError, KeyError):  # a visitor, or an ability no room declared
        return False


def links(entries: Sequence[Entry], request: HttpRequest) -> list[Link]:
    """What this person can reach of `entries`; the longest matching address is the current one."""
    user = getattr(request, "user", None)
    shown = [(e, url_or_nothing(e.url_name)) for e in entries if allowed(e, user)]
    shown = [(e, url) for e, url in shown if url]
    path = request.path
    fits = {url: _fit(e, url, path) for e, url in shown}
    best = max(fits.values(), default=0)
    return [Link(url, e.label, e.icon, e.key, 0 < fits[url] == best) for e, url in shown]


def _fit(entry: Entry, url: str, path: str) -> int:
    """Length of the entry's longest address that `path` lies below; 0 when there is none."""
    if path == url:
        return len(url)
    homes = (url, *map(url_or_nothing, entry.rooms))
    return max((len(h) for h in homes if len(h) > 1 and path.startswith(h)), default=0)


def menu(name: str, request: HttpRequest) -> list[tuple[Any, list[Link]]]:
    """The groups of menu `name` of the module in settings.UI_NAVIGATION, empty ones left out."""
    groups: Sequence[Group] = import_string(f"{settings.UI_NAVIGATION}.{name}")
    shown = [(g.label, found) for g in groups if (found := links(g.entries, request))]
    here = max(
        (link.url for _, found in shown for link in found if link.current), key=len, default=""
    )
    return [
        (label, [replace(link, current=link.url == here) for link in found])
        for label, found in shown
    ]
