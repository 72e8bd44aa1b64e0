from collections import Counter, defaultdict
from collections.abc import Mapping
from fractions import Fraction
from functools import partial

from django.utils.translation import gettext_noop

from projects.councils.tally.election import Ballot, Election, ElectionError, Project, VoteType
from projects.councils.tally.pabulib.errors import Faults, PabulibError
from projects.councils.tally.pabulib.numbers import number, whole_number
from projects.councils.tally.pabulib.sections import Row, Section, sections

BLANK = Ballot(())
TYPES = {vote_type.value: vote_type for vote_type in VoteType} | {"choose-1": VoteType.APPROVAL}


def read_pabulib(source: str | bytes) -> Election:
    """The election in this `.pb` text; PabulibError with the lines for anything that is not one.

    A project that a vote names twice counts once, with its points added up (real files have such
    votes). Nothing about voters is kept. A missing `vote_type` means approval. `num_projects` and
    `num_votes`, when given, must be right: a file that was cut off must not be counted.
    """
    text = _decode(source) if isinstance(source, bytes) else source
    faults = Faults()
    parts: dict[str, Section]
    meta: dict[str, Row]
    projects: dict[str, Project]
    parts = faults.take(sections, text.removeprefix("\ufeff"), faults, instead={})
    if not parts:
        raise faults.told()
    meta = faults.take(_meta, parts["META"], faults, instead={})
    values = {key: row["value"] for key, row in meta.items()}
    vote_type = faults.take(_vote_type, meta, instead=VoteType.APPROVAL)
    budget = faults.take(_budget, meta, instead=Fraction(0))
    projects = faults.take(_projects, parts["PROJECTS"], faults, instead={})
    ballots: dict[Ballot, int] = {}
    if projects or not faults.found:  # else every vote would be a fault
        ballots = faults.take(_ballots, parts["VOTES"], projects, vote_type, faults, instead={})
    if faults.found:
        raise faults.told()
    _compare(meta, "num_projects", len(projects))
    _compare(meta, "num_votes", sum(ballots.values()))
    try:
        return Election(budget, projects, ballots, vote_type, values)
    except ElectionError as error:
        raise PabulibError("{error}", error=error) from error


def _decode(source: bytes) -> str:
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise PabulibError(gettext_noop("is not UTF-8 text"), line) from error


def _meta(section: Section, faults: Faults) -> dict[str, Row]:
    section.need("key", "value")
    meta: dict[str, Row] = {}
    for row in section.rows:
        key = row["key"]
        meta[key] = faults.take(_said_once, key, row, meta, instead=meta.get(key, row))
    return meta


def _said_once(key: str, row: Row, meta: Mapping[str, Row]) -> Row:
    if key in meta:
        raise PabulibError(gettext_noop("META says {key} twice"), row.line, key=repr(key))
    return row


def _budget(meta: Mapping[str, Row]) -> Fraction:
    if "budget" not in meta:
        raise PabulibError(gettext_noop("META does not say the budget"))
    row = meta["budget"]
    budget = number(row["value"], gettext_noop("the budget"), row.line)
    if budget < 0:
        raise PabulibError(gettext_noop("the budget is below zero"), row.line)
    return budget


def _vote_type(meta: Mapping[str, Row]) -> VoteType:
    if "vote_type" not in meta:
        return VoteType.APPROVAL
    row = meta["vote_type"]
    name = row["value"].lower()
    if name not in TYPES:
        raise PabulibError(
            gettext_noop("cannot count votes of type {name}"), row.line, name=repr(name[:40])
        )
    return TYPES[name]


def _compare(meta: Mapping[str, Row], key: str, found: int) -> None:
    if key in meta:
        said = whole_number(meta[key]["value"], key, meta[key].line)
        if said != found:
            raise PabulibError(
                gettext_noop("{key} is {said}, but the file has {found}"),
                meta[key].line,
                key=key,
                said=said,
                found=found,
            )


def _projects(section: Section, faults: Faults) -> dict[str, Project]:
    section.need("project_id", "cost")
    projects: dict[str, Project] = {}
    for row in section.rows:
        key = row.cells["project_id"]
        # votes for a project with a fault are not faults of their own
        unread = projects.get(key) or Project(key, Fraction(0))
        projects[key] = faults.take(_project, row, key in projects, instead=unread)
    return projects


def _project(row: Row, is_listed: bool) -> Project:
    key = row.cells["project_id"]
    if not key:
        raise PabulibError(gettext_noop("a project has no id"), row.line)
    if is_listed:
        raise PabulibError(gettext_noop("project {key} is listed twice"), row.line, key=repr(key))
    cost = number(row["cost"], gettext_noop("the cost of project {key}"), row.line, key=repr(key))
    if cost < 0:
        raise PabulibError(
            gettext_noop("the cost of project {key} is below zero"), row.line, key=repr(key)
        )
    return Project(key, cost, row.cells.get("name", ""))


def _ballots(
    section: Section, projects: Mapping[str, Project], vote_type: VoteType, faults: Faults
) -> dict[Ballot, int]:
    section.need("vote")
    if vote_type.has_points:
        section.need("points")
    one = partial(faults.take, _ballot, instead=BLANK)
    return dict(Counter(one(row, projects, vote_type) for row in section.rows))


def _ballot(row: Row, projects: Mapping[str, Project], vote_type: VoteType) -> Ballot:
    if "vote" not in row.cells:
        raise PabulibError(gettext_noop("the row ends before the vote"), row.line)
    choices = _choices(row, projects)
    if not vote_type.has_points:
        once = tuple(dict.fromkeys(choices))
        return Ballot(once if vote_type == VoteType.ORDINAL else tuple(sorted(once)))
    points = tuple(
        number(part, gettext_noop("the points of a vote"), row.line)
        for part in _list(row["points"])
    )
    if len(points) != len(choices):
        raise PabulibError(
            gettext_noop("{choices} choices but {points} points"),
            row.line,
            choices=len(choices),
            points=len(points),
        )
    given: dict[str, Fraction] = defaultdict(Fraction)
    for choice, more in zip(choices, points, strict=True):
        given[choice] += more
    return Ballot(tuple(sorted(given)), tuple(given[choice] for choice in sorted(given)))


def _choices(row: Row, projects: Mapping[str, Project]) -> tuple[str, ...]:
    # A project may be called "none"; the empty ballot is written so, too.
    written = row.cells["vote"] if row.cells["vote"] in projects else row["vote"]
    choices = _list(written)
    for choice in choices:
        if choice not in projects:
            raise PabulibError(
                gettext_noop("the vote names {choice}, which is no project"),
                row.line,
                choice=repr(choice[:40]),
            )
    return tuple(choices)


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",")] if cell else []
