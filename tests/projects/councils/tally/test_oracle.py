"""The same winners as pabutools, the field's reference library: see requirements-oracle.txt.

By default on random small elections and on the quick rules for the real ones; pabutools needs
minutes for equal shares of a real election: ORACLE_ALL=1 asks for that as well.
"""

import os

import pytest
from hypothesis import given, settings

from projects.councils.tally import RULES, Election, VoteType, read_pabulib, tally
from tests.projects.councils.tally.real import real_election
from tests.projects.councils.tally.strategies import elections

pytest.importorskip("pabutools", reason="pabutools is not installed (requirements-oracle.txt)")

from gmpy2 import mpq
from pabutools.election import (
    ApprovalBallot,
    ApprovalProfile,
    Cardinality_Sat,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import (
    completion_by_rule_combination,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
)
from pabutools.tiebreaking import TieBreakingRule

REAL = ["france_toulouse_2019", "poland_wieliczka_2023", "poland_czestochowa_2020"]


def theirs(election: Election, rule: str) -> set[str]:
    projects = {key: Project(key, mpq(p.cost)) for key, p in election.projects.items()}
    instance = Instance(projects.values(), budget_limit=mpq(election.budget))
    ballots = [
        ApprovalBallot(projects[key] for key in chosen)
        for chosen, weight in election.support.items()
        for _ in range(weight)
    ]
    profile = ApprovalProfile(ballots, instance=instance)
    ties = TieBreakingRule(lambda _instance, _profile, p: election.precedence(p.name))
    by_cost = {"sat_class": Cost_Sat, "tie_breaking": ties}
    if rule == "greedy":
        found = greedy_utilitarian_welfare(instance, profile, **by_cost)
    elif rule == "greedy-per-cost":
        by_number = {"sat_class": Cardinality_Sat, "tie_breaking": ties}
        found = greedy_utilitarian_welfare(instance, profile, **by_number)
    else:
        found = completion_by_rule_combination(
            instance,
            profile,
            [method_of_equal_shares, greedy_utilitarian_welfare],
            [by_cost | {"voter_budget_increment": 1}, by_cost],
        )
    return {project.name for project in found}


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=300, deadline=None)
@given(election=elections(vote_types=(VoteType.APPROVAL,)))
def test_small_elections_agree(rule, election):
    assert set(tally(election, rule).winners) == theirs(election, rule)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", REAL)
def test_real_elections_agree(name, rule):
    if rule == "equal-shares" and not os.environ.get("ORACLE_ALL"):
        pytest.skip("takes pabutools minutes; set ORACLE_ALL=1")
    election = read_pabulib(real_election(name))
    assert set(tally(election, rule).winners) == theirs(election, rule)
