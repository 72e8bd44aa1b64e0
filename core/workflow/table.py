"""Transition tables: the stages of a matter as data, from which everything else follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from core.accounts.permits import Permit

Guard = Callable[[Any, "Call"], None]
# what an effect returns goes into the log; it must hold nothing personal
Effect = Callable[[Any, "Call"], Mapping[str, Any] | None]


class Refused(Exception):
    """A guard says no: a sentence for the person, and the field it belongs to if any.

    `also` holds what the guards behind it refuse besides, to be told at once.
    """

    def __init__(self, message: str | Promise, *, field: str = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field
        self.also: Sequence[Refused] = ()


@dataclass(frozen=True)
class WorkingDays:
    """A limit in working days: due at 18:00 on the n-th working day, the start being day 0.

    A callable is given the object, because marks differ by area.
    """

    days: int | Callable[[Any], int]


@dataclass(frozen=True)
class Hours:
    """A limit in clock hours; a callable is given the object."""

    hours: int | Callable[[Any], int]


def Days(days: int) -> Hours:  # noqa: N802 - reads as a unit beside the classes
    """A limit in calendar days."""
    return Hours(days * 24)


@dataclass(frozen=True)
class State:
    """Where a matter can stand. `waits_for` names who is expected to act."""

    name: str
    label: str | Promise
    tone: str = "neutral"  # neutral, info, warn, ok, red: the chip; an icon goes with each
    limit: WorkingDays | Hours | None = None
    stops_clock: bool = False  # the limit running so far waits here
    resumes_clock: bool = False  # a stopped limit goes on; a fresh one starts if none was stopped
    keeps_clock: bool = False  # a running limit simply goes on; a fresh one starts if none runs
    waits_for: str = ""
    said: str | Promise = ""  # the plain sentence for the person it concerns


@dataclass(frozen=True)
class Call:
    """One request to move a matter: who asks, for whom, by which channel, with what."""

    by: Any  # User, or None for the system
    note: str
    on_behalf_of: str
    channel: str
    at: Any
    data: Mapping[str, Any]


STAY = ""  # the target of a step that leaves the matter where it is, from any of its sources


@dataclass(frozen=True)
class Transition:
    """One arrow of the table; its name is the verb, the URL segment and the audit verb.

    `different_person_from` names earlier steps that must have been somebody else's: "approve"
    of the same matter, or "proposal.shortlist" of a matter it came from (see `forerunners`).
    """

    name: str
    sources: Sequence[str]
    target: str
    permit: Permit
    label: str | Promise
    guards: Sequence[Guard] = ()
    effect: Effect | None = None
    note_required: bool = False
    different_person_from: Sequence[str] = ()
    form: str = ""  # dotted path of the form asking for more than a note
    kind: str = "normal"  # primary, normal, quiet, danger: the button
    said: str | Promise = ""  # the timeline's plain sentence; the label if empty
    confirm: str | Promise = ""  # asked before it is done, when it cannot be taken back
    too_late: str | Promise = ""  # the sentence for whoever comes when it is no longer open

    def leads_to(self, status: str) -> str:
        """Where this arrow leads from `status`."""
        return self.target or status


@dataclass(frozen=True)
class Workflow:
    """The whole machine of one kind of object. `kind` is also its name in log and counters."""

    kind: str
    initial: str
    states: Sequence[State]
    transitions: Sequence[Transition]
    start: str = "submit"
    by_state: dict[str, State] = field(init=False)
    by_name: dict[str, Transition] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_state", {s.name: s for s in self.states})
        object.__setattr__(self, "by_name", {t.name: t for t in self.transitions})
