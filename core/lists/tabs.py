"""The quick ways to narrow a staff list, each with how many rows stand behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest
from django.utils.functional import Promise

from core.ui.addresses import query_without


@dataclass(frozen=True)
class Tab:
    label: str | Promise
    href: str
    count: int | None
    current: bool


def tabs(
    request: HttpRequest,
    labels: Mapping[str, str | Promise],
    states: Mapping[str, tuple[str, ...]],
    counts: Mapping[str, Decimal] | None,
    *,
    current: str,
) -> list[Tab]:
    """One tab for each label; "" is the one that shows all.

    `states` says which states a tab stands for, `counts` how much stands in each state now;
    None when the list is narrowed by something that cannot be counted, and a tab without states
    of its own carries no figure. `current` is "-" when the list is none of the tabs.
    """
    found = []
    for name, label in labels.items():
        chosen = {"tab": name} if name else {}
        href = f"{request.path}?{query_without(request, 'cursor', 'status', 'tab', **chosen)}"
        count = _count(name, states.get(name, ()), counts)
        found.append(Tab(label, href, count, name == current))
    return found


def _count(name: str, states: tuple[str, ...], counts: Mapping[str, Decimal] | None) -> int | None:
    if counts is None or (name and not states):
        return None
    return int(sum(number for state, number in counts.items() if state in states or not name))
