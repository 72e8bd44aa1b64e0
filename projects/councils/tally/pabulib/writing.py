import csv
from collections.abc import Collection
from fractions import Fraction
from io import StringIO

from django.utils.translation import gettext_noop

from projects.councils.tally.election import Ballot, Election
from projects.councils.tally.pabulib.errors import PabulibError
from projects.councils.tally.pabulib.numbers import plain
from projects.councils.tally.pabulib.sections import COMMENT, SECTIONS

DEMANDED = ("description", "country", "unit", "instance", "rule", "date_begin", "date_end")


def write_pabulib(election: Election, winners: Collection[str] | None = None) -> str:
    """The election as `.pb` text that reads back as an equal election (names on one line each).

    With `winners`, a column `selected` marks them. Voters are numbered in the order of their
    ballots, so the file does not show who voted when. PabulibError when an id or a sum cannot be
    written in this format.
    """
    out = StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    rows.writerow(["META"])
    rows.writerow(["key", "value"])
    rows.writerows((key, _one_line(value)) for key, value in _meta(election).items())
    rows.writerow(["PROJECTS"])
    chosen = [] if winners is None else ["selected"]
    rows.writerow(["project_id", "cost", "votes", "name", *chosen])
    for project in election.projects.values():
        row = [_id(project.id), _sum(project.cost), election.votes[project.id]]
        marks = [] if winners is None else [int(project.id in winners)]
        rows.writerow([*row, _one_line(project.name), *marks])
    rows.writerow(["VOTES"])
    points = ["points"] if election.vote_type.has_points else []
    rows.writerow(["voter_id", "vote", *points])
    number = 0
    for ballot in sorted(election.ballots, key=lambda b: (b.choices, b.points)):
        for _ in range(election.ballots[ballot]):
            number += 1
            rows.writerow([number, *_vote(ballot, bool(points))])
    return out.getvalue()


def _meta(election: Election) -> dict[str, str]:
    counted = {
        "num_projects": str(len(election.projects)),
        "num_votes": str(election.voters),
        "budget": _sum(election.budget),
        "vote_type": election.vote_type.value,
    }
    return dict.fromkeys(DEMANDED, "") | dict(election.meta) | counted


def _vote(ballot: Ballot, with_points: bool) -> list[str]:
    vote = [",".join(ballot.choices)]
    return [*vote, ",".join(_sum(given) for given in ballot.points)] if with_points else vote


def _id(project: str) -> str:
    bad = "," in project or project != project.strip() or project != _one_line(project)
    if bad or not project or project.startswith(COMMENT) or project.upper() in SECTIONS:
        raise PabulibError(
            gettext_noop("project id {project} cannot be written"), project=repr(project)
        )
    return project


def _sum(amount: Fraction) -> str:
    try:
        return plain(amount)
    except ValueError as error:
        raise PabulibError("{error}", error=error) from error


def _one_line(text: str) -> str:
    return " ".join(text.split())
