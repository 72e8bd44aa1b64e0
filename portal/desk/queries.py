"""What stands on a person's desk: due things first, then the rest by deadline."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils import timezone

from core.accounts.models import User
from core.areas.models import Area
from core.workflow.engine import next_step
from core.workflow.models import WorkflowModel
from core.workflow.registry import workflow_models
from portal.desk.candidates import (
    OFFICES,
    Ask,
    Place,
    chased_states,
    due_places,
    office_states,
    staff_states,
    undated,
)
from portal.desk.matters import Matter, load, matter
from portal.desk.personal import waiting_for
from portal.desk.rules import WORK

MOST_TODAY = 7
PAGE = 24
MOST_UNDATED = 10
NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Desk:
    """One person's desk at one moment. `more` says that the counts are of the first rows
    only, and so are not shown."""

    today: Sequence[Matter]
    rest: Sequence[Matter]
    undated: Sequence[Matter]
    next_place: Place | None
    due: int
    tomorrow: int

    @property
    def more(self) -> bool:
        return self.next_place is not None

    @property
    def is_empty(self) -> bool:
        return not (self.today or self.rest or self.undated)


def desk_of(user: User, after: Place | None = None) -> Desk:
    """The desk of staff and volunteers: what waits for a role in its areas, and for a person.

    The number of queries depends on the kinds of matters, never on their number.
    """
    now = timezone.now()
    areas = user.areas_where(WORK)
    size = PAGE if after else MOST_TODAY + PAGE
    places = _places(user, areas, now, size + 1, after)
    kept = places[:size]
    waiting = [] if after else undated(workflow_models(), areas, limit=MOST_UNDATED)
    found = load([*kept, *waiting], user)
    lines = [matter(found[p], user, own_words=True) for p in kept if p in found]
    if not after:
        lines += [matter(o, user, own_words=False) for o in waiting_for(user)]
        lines.sort(key=lambda line: line.obj.due_at or NEVER)
    first = 0 if after else MOST_TODAY
    day = timezone.localdate(now)
    days = [timezone.localdate(m.obj.due_at) for m in lines if m.obj.due_at]
    return Desk(
        today=lines[:first],
        rest=lines[first:],
        undated=_undated([found[p] for p in waiting if p in found], user),
        next_place=kept[-1] if len(places) > size else None,
        due=sum(1 for on in days if on <= day),
        tomorrow=days.count(day + dt.timedelta(days=1)),
    )


def _places(
    user: User, areas: Sequence[Area], now: dt.datetime, limit: int, after: Place | None
) -> list[Place]:
    """The first places over all kinds: what waits for staff, and what is late elsewhere."""
    if not areas:
        return []
    models = workflow_models()
    mine = [(m, s) for m in models for s in staff_states(m)]
    chased = [(m, s) for m in models for s in chased_states(m)]
    offices = [(m, s) for m in models for s in office_states(m) if s.limit]
    found, chased_firsts, office_firsts = due_places(
        areas, Ask(mine, limit, after), Ask(chased, 1, before=now), Ask(offices, 1)
    )
    firsts = load([*chased_firsts, *office_firsts], user).values()
    helped = {(o.workflow.kind, o.status) for o in firsts if next_step(o, user)}
    late = [(m, s) for m, s in chased if (m.workflow.kind, s.name) in helped]
    own = [(m, s) for m, s in offices if (m.workflow.kind, s.name) in helped]
    more = due_places(areas, Ask(late, limit, after, before=now), Ask(own, limit, after))
    return sorted([*found, *chain(*more)])[:limit]


def _undated(found: Sequence[WorkflowModel], user: User) -> list[Matter]:
    """What waits for staff without a deadline, the oldest first."""
    every = [matter(o, user, own_words=True) for o in found]
    # what waits for another office stays off this desk
    lines = [m for m in every if m.arrow or m.obj.state.waits_for not in OFFICES]
    return lines[:MOST_UNDATED]
