"""What must hold for every election."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.councils.tally import RULES, Election, Stage, explain, tally
from tests.projects.councils.tally.naive import naive_equal_shares
from tests.projects.councils.tally.strategies import elections

rules = pytest.mark.parametrize("rule", RULES)


@rules
@given(election=elections())
def test_the_budget_is_kept_and_nothing_more_fits(rule, election):
    outcome = tally(election, rule)
    cost = {key: project.cost for key, project in election.projects.items()}
    assert outcome.cost == sum((cost[winner] for winner in outcome.winners), Fraction(0))
    assert outcome.cost <= election.budget
    lost = set(cost) - set(outcome.winners)
    assert all(outcome.cost + cost[project] > election.budget for project in lost)
    assert {refusal.project for refusal in outcome.refusals} == lost
    assert len(set(outcome.winners)) == len(outcome.winners)


@rules
@given(election=elections(), random=st.randoms(use_true_random=False))
def test_the_order_of_projects_and_ballots_does_not_matter(rule, election, random):
    projects, ballots = list(election.projects.items()), list(election.ballots.items())
    random.shuffle(projects)
    random.shuffle(ballots)
    shuffled = Election(election.budget, dict(projects), dict(ballots), election.vote_type)
    assert tally(shuffled, rule) == tally(election, rule)


@settings(max_examples=200)
@given(election=elections())
def test_skipping_and_merging_agree_with_counting_the_long_way(election):
    outcome = tally(election, "equal-shares")
    assert (list(outcome.winners), outcome.shares.raised) == naive_equal_shares(election)


@given(election=elections())
def test_shares_pay_every_price_and_nobody_overdraws(election):
    outcome = tally(election, "equal-shares")
    bought = {p.project: p for p in outcome.purchases if p.stage == Stage.SHARES}
    spent = sum((election.projects[p].cost for p in bought), Fraction(0))
    assert spent <= outcome.shares.each * election.voters
    for purchase in bought.values():
        assert purchase.price <= outcome.shares.each
        cost = election.projects[purchase.project].cost
        assert purchase.paid_in_full * purchase.price <= cost
        assert election.votes[purchase.project] * purchase.price >= cost
    for project, left in outcome.shares.left.items():
        if election.votes[project]:
            assert left < election.projects[project].cost


@given(election=elections())
def test_people_who_could_pay_for_a_common_wish_do_not_leave_empty_handed(election):
    winners = set(tally(election, "equal-shares").winners)
    for project, votes in election.votes.items():
        part = Fraction(votes) * election.budget / max(1, election.voters)
        if votes and election.projects[project].cost <= part:
            supporters = [chosen for chosen in election.support if project in chosen]
            assert any(chosen & winners for chosen in supporters)


@rules
@given(election=elections())
def test_every_project_is_explained_and_the_sums_add_up(rule, election):
    outcome = tally(election, rule)
    told = explain(election, outcome)
    assert [e.project for e in told if e.won] == list(outcome.winners)
    assert sorted(e.project for e in told) == sorted(election.projects)
    for explanation in told:
        if not explanation.won:
            assert explanation.budget_missing > 0
            assert explanation.budget_left + explanation.budget_missing == explanation.cost
        if explanation.supporters_left is not None:
            assert explanation.supporters_left + explanation.shares_missing == explanation.cost
