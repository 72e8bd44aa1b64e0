"""Counting what the engine does not: first steps, who stands behind, by source and category.

A proposal that was sent back enters "submitted" again; people who read 征集 mean new ones, so the
first time is counted apart. Supports are acts (人次), people are people: the two are never mixed.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core.counters.services import Change, counted, record

STEPS, MADE = "proposal_steps", "made"
CATEGORIES, SHORTLISTED = "proposal_categories", "shortlisted"
SUPPORT, GIVEN = "proposal_support", "given"
ONLINE, BY_STAFF = "online", "by_staff"


def _count(
    kind: str, area: int, at: dt.datetime, state: str, facet: str, sign: int = 1, **amounts: int
) -> None:
    what = counted(facet, {name: Decimal(n) for name, n in amounts.items()})
    record(kind, area, timezone.localdate(at), [Change(state, what, entered=sign)])


def made(proposal: Any) -> None:
    """A new proposal, by source; whether staff typed it in, and whether the person is new."""
    _count(
        STEPS,
        proposal.area_id,
        proposal.created_at,
        MADE,
        str(proposal.source),
        people=int(proposal.first_of_year),
        by_staff=int(proposal.channel not in ("web", "api")),
    )


def shortlisted(proposal: Any, at: dt.datetime) -> None:
    """A proposal became a project, by category."""
    _count(CATEGORIES, proposal.area_id, at, SHORTLISTED, str(proposal.category))


def supported(supporter: Any, area: int) -> None:
    """Somebody supports a proposal, online or through staff."""
    _support(supporter, area, 1)


def support_undone(supporter: Any, area: int) -> None:
    """The support never was."""
    _support(supporter, area, -1)


def _support(supporter: Any, area: int, sign: int) -> None:
    facet = BY_STAFF if supporter.by_staff else ONLINE
    people = int(supporter.first_of_year)
    _count(SUPPORT, area, supporter.at, GIVEN, facet, sign, people=people)


def all_steps(proposals: Iterable[Any]) -> None:
    """For histories written at once: every first step these proposals have taken by now."""
    for proposal in proposals:
        made(proposal)
        if proposal.status == "shortlisted":
            shortlisted(proposal, proposal.status_since)


def merged_into(proposal: Any) -> list[int]:
    """The ids of all proposals merged into this one, also by way of others."""
    rows = type(proposal)._base_manager
    found: list[int] = []
    below = [proposal.pk]
    while below:
        below = list(rows.filter(merged_into__in=below).values_list("pk", flat=True))
        found += below
    return found


def count_in(proposal: Any, other: Any) -> tuple[int, int]:
    """Let everybody behind one proposal count in another; who stood behind both, once.

    Returns how many moved, and how many were there already. Both proposals are locked, so nobody
    joins meanwhile.
    """
    rows = apps.get_model("projects", "Supporter")._base_manager
    standing: QuerySet[Any] = rows.filter(counted_in=proposal)
    there = rows.filter(counted_in=other).filter(
        Q(user=OuterRef("user"))
        | (Q(phone_index=OuterRef("phone_index")) & ~Q(phone_index=""))
        | (Q(name_index=OuterRef("name_index")) & ~Q(name_index=""))
        # an account here, its phone there
        | Q(user__phone_index=OuterRef("phone_index"))
        | Q(phone_index=OuterRef("user__phone_index"))
    )
    twice = standing.filter(Exists(there)).update(counted_in=None)
    return standing.update(counted_in=other), twice
