"""The Method of Equal Shares with cost utilities (Peters, Pierczyński, Skowron 2021).

Everyone gets the same share of the budget. A project can be bought when its supporters have its
price left together; each pays the same, who has less gives all they have left. Bought is, again and
again, the project whose supporters pay the least per yuan of its cost: the largest payment of one
supporter, divided by the cost. (With cost utilities a voter gets as much out of a project as it
costs; with that measure the first project is the one with the most votes.) Ties: more votes, lower
price, id.

Shares alone rarely use the budget up. So everyone's share is raised by one yuan and the whole run
is made again, until what it buys no longer fits the budget; the last that did counts. Raising also
ends when nothing that anybody supports would fit any more. What is left then goes to the others by
votes (`greedy`).

The same as pabutools' `completion_by_rule_combination` of `method_of_equal_shares(Cost_Sat,
voter_budget_increment=1)` and `greedy_utilitarian_welfare(Cost_Sat)` with these ties. As there,
empty ballots have a share too, and what costs nothing and has a supporter is bought first.

A run proves over how many further yuan it would end the same (see `purses`); those are skipped.
"""

from fractions import Fraction

from projects.councils.tally.election import Election
from projects.councils.tally.greedy import by_votes, take_what_fits
from projects.councils.tally.outcome import Outcome, Progress, Purchase, Shares, Stage
from projects.councils.tally.share_run import Count, Run


def equal_shares(
    election: Election, progress: Progress | None = None, *, stop_when_full: bool = True
) -> Outcome:
    """The outcome by equal shares, completed by votes; never dearer than the budget.

    `stop_when_full`: end raising as soon as nothing wanted fits any more. Without it, shares are
    raised on and a full outcome may give way to another that fits too: so the town of Wieliczka
    counted in 2023 ("add1"); pabutools stops.

    `progress` counts yuan raised against the number after which raising surely ends; it mostly
    ends long before.
    """
    count = Count(election)
    raised, run = _raise(count, progress, stop_when_full)
    purchases = _free_of_charge(election) + _bought_with_shares(election, count, run)
    bought = {purchase.project for purchase in purchases}
    spent = Fraction(run.cost, count.yuan)
    rest = by_votes(election, (project for project in election.projects if project not in bought))
    completed, refusals = take_what_fits(election, rest, Stage.VOTES, election.budget - spent)
    purchases += completed
    return Outcome(
        rule="equal-shares",
        budget=election.budget,
        purchases=tuple(purchases),
        refusals=tuple(refusals),
        cost=sum((election.projects[p.project].cost for p in purchases), Fraction(0)),
        shares=_shares(election, count, run, raised),
    )


def _raise(count: Count, progress: Progress | None, stop_when_full: bool) -> tuple[int, Run]:
    """The last share (in yuan raised) that fits, and its run."""
    raised, last, at_most = 0, 0, count.steps_at_most()
    while True:
        if progress:
            progress(min(raised, at_most - 1), at_most)
        run = count.run(raised)
        if not run.fits:
            break
        last = raised
        if run.steps is None or (stop_when_full and _nothing_more_fits(count, run)):
            break
        last = raised + run.steps
        raised = last + 1
    if progress:
        progress(at_most, at_most)
    # Steps were skipped since: the purses are those of the last share, not of the last run.
    return last, count.run(last)


def _nothing_more_fits(count: Count, run: Run) -> bool:
    bought = {offer.project for offer, _ in run.bought}
    left = count.budget - run.cost
    return all(p in bought or cost > left for p, cost in enumerate(count.costs))


def _free_of_charge(election: Election) -> list[Purchase]:
    free = [p for p, n in election.votes.items() if n and not election.projects[p].cost]
    return [
        Purchase(project, Stage.SHARES, election.budget, Fraction(0), election.votes[project])
        for project in by_votes(election, free)
    ]


def _bought_with_shares(election: Election, count: Count, run: Run) -> list[Purchase]:
    purchases, left = [], election.budget
    for offer, price in run.bought:
        project = count.ids[offer.project]
        purchases.append(Purchase(project, Stage.SHARES, left, price, offer.rich))
        left -= election.projects[project].cost
    return purchases


def _shares(election: Election, count: Count, run: Run, raised: int) -> Shares:
    bought = {offer.project for offer, _ in run.bought}
    left = dict.fromkeys(election.projects, Fraction(0))
    for number, project in enumerate(count.ids):
        people = run.purses.people(count.supporters[number])
        left[project] = Fraction(run.purses.total(people), run.purses.unit * count.yuan)
    for number in bought:
        del left[count.ids[number]]
    for free in _free_of_charge(election):
        left.pop(free.project, None)
    first = election.budget / election.voters if election.voters else Fraction(0)
    return Shares(first, raised, left)
