from fractions import Fraction

import pytest

from projects.councils.tally import Election, Purchase, Refusal, Stage, tally
from tests.projects.councils.tally.village import village


def test_by_votes_takes_what_most_people_want_and_what_still_fits():
    outcome = tally(village(), "greedy")
    assert outcome.winners == ("playground", "lamps", "flowers")
    assert outcome.refusals == (Refusal("library", Stage.VOTES, Fraction(100)),)
    assert outcome.purchases[1] == Purchase("lamps", Stage.VOTES, Fraction(500))
    assert outcome.cost == 1060


def test_by_votes_per_yuan_prefers_what_is_cheap():
    # 3/60, 5/400, then 6/600 and 4/400 are equal: more votes first.
    outcome = tally(village(), "greedy-per-cost")
    assert outcome.winners == ("flowers", "lamps", "playground")
    assert outcome.refusals == (Refusal("library", Stage.VOTES_PER_COST, Fraction(40)),)


@pytest.mark.parametrize("rule", ["greedy", "greedy-per-cost", "equal-shares"])
def test_equals_go_by_votes_then_price_then_id_as_text(rule):
    ballots = [["10", "9", "b"], ["10", "9", "b"]]
    election = Election.of(100, {"b": 9, "9": 10, "10": 10}, ballots)
    assert tally(election, rule).winners == ("b", "10", "9")


def test_a_project_that_costs_nothing_always_wins():
    election = Election.of(0, {"free": 0, "dear": 1}, [["dear"]])
    for rule in ("greedy", "greedy-per-cost", "equal-shares"):
        assert tally(election, rule).winners == ("free",)


def test_money_left_goes_to_projects_without_votes_last():
    election = Election.of(10, {"unloved": 1, "loved": 9}, [["loved"]])
    assert tally(election, "greedy").winners == ("loved", "unloved")


def test_tenths_are_tenths():
    election = Election.of(Fraction("0.3"), {"a": Fraction("0.1"), "b": Fraction("0.2")}, [["a"]])
    assert tally(election, "greedy").winners == ("a", "b")


def test_an_unknown_rule_is_refused():
    with pytest.raises(KeyError):
        tally(village(), "loudest")
