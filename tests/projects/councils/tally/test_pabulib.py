"""The .pb format: what is read, what is refused with a line number, and the way back."""

from contextlib import suppress
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from projects.councils.tally import (
    Ballot,
    Election,
    PabulibError,
    VoteType,
    read_pabulib,
    write_pabulib,
)
from tests.projects.councils.tally.strategies import elections
from tests.projects.councils.tally.village import village

SMALL = """META
key;value
budget;1000,50
num_votes;4
vote_type;{vote_type}
# a comment; with a semicolon

PROJECTS
project_id;cost;name
1;600.5;"A ""fine"" square; with trees"
2;400;Lamps
VOTES
voter_id;age;vote;points
7;30;2,1;3,1
8;31;2, 1;3,1
7;;;
9;50;none;none
"""


def small(vote_type="approval", **changes):
    text = SMALL.format(vote_type=vote_type)
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    return text


def test_reads_meta_projects_and_merged_ballots():
    election = read_pabulib(small())
    assert election.budget == Fraction("1000.5")
    assert election.projects["1"].cost == Fraction("600.5")
    assert election.projects["1"].name == 'A "fine" square; with trees'
    assert election.ballots == {Ballot(("1", "2")): 2, Ballot(()): 2}
    assert (election.voters, election.votes) == (4, {"1": 2, "2": 2})
    assert election.meta["num_votes"] == "4"


def test_ranks_and_points_are_kept():
    assert Ballot(("2", "1")) in read_pabulib(small("ordinal")).ballots
    scored = read_pabulib(small("cumulative")).ballots
    assert scored[Ballot(("1", "2"), (Fraction(1), Fraction(3)))] == 2


def test_points_of_zero_or_less_are_no_vote():
    election = read_pabulib(small("scoring", a=("2,1;3,1", "2,1;0,-1")))
    assert election.votes == {"1": 1, "2": 1}


def test_a_project_named_twice_in_a_vote_counts_once():
    assert read_pabulib(small(a=("7;30;2,1;", "7;30;2,1,2;"))).votes["2"] == 2
    twice = small("scoring", a=("7;30;2,1;3,1", "7;30;2,1,2;3,1,4"))
    assert Ballot(("1", "2"), (Fraction(1), Fraction(7))) in read_pabulib(twice).ballots


@pytest.mark.parametrize("encode", [str.encode, lambda text: text.encode("utf-8-sig")])
def test_reads_bytes_with_any_line_ends(encode):
    assert read_pabulib(encode(small().replace("\n", "\r\n"))) == read_pabulib(small())


BAD = {
    "the budget is not a number": (("1000,50", "lots"), 3, "the budget is not a number"),
    "a budget below zero": (("1000,50", "-1"), 3, "below zero"),
    "no budget": (("budget;", "purse;"), None, "does not say the budget"),
    "a cut-off file": (("9;50;none;none\n", ""), 4, "num_votes is 4, but the file has 3"),
    "a strange type": (("approval", "shouting"), 5, "cannot count votes of type 'shouting'"),
    "a key twice": (("vote_type", "budget"), 5, "META says 'budget' twice"),
    "a section twice": (("VOTES", "META"), 12, "a second section META"),
    "no meta": (("META", "ETA"), 1, "expected META"),
    "no cost column": (("cost;name", "price;name"), 9, "PROJECTS has no column 'cost'"),
    "no vote column": (("age;vote", "age;voice"), 13, "VOTES has no column 'vote'"),
    "a column twice": (("project_id;cost;name", "cost;cost;name"), 9, "named twice"),
    "a cost in words": (("2;400;", "2;dear;"), 11, "the cost of project '2' is not a number"),
    "a cost below zero": (("2;400;", "2;-4;"), 11, "below zero"),
    "infinite cost": (("2;400;", "2;inf;"), 11, "is not a number"),
    "no id": (("2;400;", ";400;"), 11, "a project has no id"),
    "an id twice": (("2;400;", "1;400;"), 11, "project '1' is listed twice"),
    "an unknown project": (("2,1;3,1", "2,3;3,1"), 14, "'3', which is no project"),
    "an empty choice": (("2,1;3,1", "2,;3,1"), 14, "'', which is no project"),
    "a short row": (("7;;;", "7;"), 16, "ends before the vote"),
    "a long row": (("7;;;", "7;;;;;x"), 16, "6 cells under 4 columns"),
    "an open quote": (("Lamps", '"Lamps'), 11, "cannot be split into cells"),
}


@pytest.mark.parametrize(("change", "line", "message"), BAD.values(), ids=BAD)
def test_bad_text_is_refused_with_its_line(change, line, message):
    with pytest.raises(PabulibError, match=message) as caught:
        read_pabulib(small(a=change))
    assert caught.value.line == line
    assert line is None or str(caught.value).startswith(f"line {line}: ")


def test_all_faults_are_told_at_once_in_the_order_of_their_lines():
    changed = {"a": (";400;", ";viel;"), "b": ("7;;;", "7;;;;;x"), "c": ("2,1;3,1", "9;3")}
    with pytest.raises(PabulibError) as caught:
        read_pabulib(small(**changed))
    faults = [caught.value, *caught.value.others]
    assert [fault.line for fault in faults] == [11, 14, 16]
    assert str(caught.value).splitlines()[1] == "line 14: the vote names '9', which is no project"


def test_votes_for_a_project_with_a_fault_are_no_faults_of_their_own():
    with pytest.raises(PabulibError) as caught:
        read_pabulib(small(a=(";400;", ";viel;")))
    assert not caught.value.others


def test_twenty_faults_are_told_and_the_rest_counted():
    rows = "\n".join(f"{n};x" for n in range(30))
    text = (
        f"META\nkey;value\nbudget;1\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n{rows}"
    )
    with pytest.raises(PabulibError) as caught:
        read_pabulib(text)
    assert (len(caught.value.others), caught.value.untold) == (19, 10)
    assert str(caught.value).endswith("\nand 10 more")


@pytest.mark.parametrize("missing", ["META", "PROJECTS", "VOTES"])
def test_a_file_without_a_section_is_refused(missing):
    parts = {"META": "key;value", "PROJECTS": "project_id;cost", "VOTES": "voter_id;vote"}
    text = "".join(f"{name}\n{row}\n" for name, row in parts.items() if name != missing)
    with pytest.raises(PabulibError, match=f"there is no section {missing}"):
        read_pabulib(text)


def test_points_must_match_the_choices():
    with pytest.raises(PabulibError, match="line 14: 2 choices but 1 points"):
        read_pabulib(small("scoring", a=("7;30;2,1;3,1", "7;30;2,1;3")))


def test_bytes_that_are_not_utf8_are_refused_with_their_line():
    with pytest.raises(PabulibError, match="line 2: is not UTF-8 text"):
        read_pabulib(b"META\n\xff\n")


@given(st.text() | st.binary())
def test_any_input_is_read_or_refused(source):
    with pytest.raises(PabulibError):
        read_pabulib(source)


@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(data):
    text = write_pabulib(village())
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 9)))
    damaged = text[:start] + data.draw(st.text(max_size=4)) + text[end:]
    with suppress(PabulibError):
        assert isinstance(read_pabulib(damaged), Election)


@given(elections())
def test_what_is_written_reads_back_equal(election):
    again = read_pabulib(write_pabulib(election))
    assert (again.budget, again.projects) == (election.budget, election.projects)
    assert (again.ballots, again.vote_type) == (election.ballots, election.vote_type)
    assert write_pabulib(again) == write_pabulib(election)


def test_winners_are_marked_and_voters_numbered_by_ballot():
    lines = write_pabulib(village(), winners=["library"]).splitlines()
    assert "library;400;4;;1" in lines
    assert "lamps;400;5;;0" in lines
    assert lines[lines.index("VOTES") + 2] == "1;flowers,lamps,playground"


@pytest.mark.parametrize("project", ["", "a,b", " a", "#a", "votes", "a\nb"])
def test_ids_that_would_not_read_back_are_not_written(project):
    election = Election.of(1, {project: 1}, [])
    with pytest.raises(PabulibError, match="cannot be written"):
        write_pabulib(election)


def test_a_third_of_a_yuan_cannot_be_written():
    with pytest.raises(PabulibError, match="not a decimal number"):
        write_pabulib(Election.of(Fraction(1, 3), {}, []))


@pytest.mark.parametrize(
    ("choices", "points", "vote_type", "message"),
    [
        (("b",), (), VoteType.APPROVAL, "not listed"),
        (("a", "a"), (), VoteType.APPROVAL, "twice"),
        (("a",), (Fraction(1),), VoteType.APPROVAL, "Points do not go"),
        (("a",), (), VoteType.SCORING, "Points do not go"),
        (("a",), (Fraction(1), Fraction(2)), VoteType.SCORING, "as many points"),
    ],
)
def test_an_election_that_cannot_be_counted_is_refused(choices, points, vote_type, message):
    good = Election.of(1, {"a": 1}, [])
    with pytest.raises(ValueError, match=message):
        Election(good.budget, good.projects, {Ballot(choices, points): 1}, vote_type)


def test_what_is_wrong_is_told_in_the_language_of_the_reader():
    with translation.override("zh-hans"), pytest.raises(PabulibError) as caught:
        read_pabulib(small(cost=(";400;", ";viel;")))
    assert caught.value.told == "第 11 行：项目 '2' 的造价不是数字：'viel'"
    assert str(caught.value) == "line 11: the cost of project '2' is not a number: 'viel'"
