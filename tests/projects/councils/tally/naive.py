"""Equal shares the long way: every voter alone, every yuan run, fractions throughout."""

from fractions import Fraction


def naive_equal_shares(election):
    """(winners in order, yuan raised) as the definition reads."""
    voters = [b.supported for b, weight in election.ballots.items() for _ in range(weight)]
    cost = {key: project.cost for key, project in election.projects.items()}
    wanted = {p for ballot in voters for p in ballot}
    free = sorted((p for p in wanted if not cost[p]), key=election.precedence)
    last, raised, since = [], 0, 0
    while voters:
        bought = _run(election, voters, wanted - set(free), election.budget / len(voters) + raised)
        spent = sum((cost[p] for p in bought), Fraction(0))
        if spent > election.budget:
            break
        last, since = bought, raised
        rest = wanted - set(bought) - set(free)
        if all(spent + cost[p] > election.budget for p in rest):
            break
        raised += 1
    winners = free + last
    left = election.budget - sum((cost[p] for p in winners), Fraction(0))
    for project in sorted(set(cost) - set(winners), key=election.precedence):
        if cost[project] <= left:
            winners.append(project)
            left -= cost[project]
    return winners, since


def _run(election, voters, wanted, share):
    purses, bought = [share] * len(voters), []
    while True:
        offers = []
        for project in sorted(wanted - set(bought), key=election.precedence):
            cost = election.projects[project].cost
            price = _price(
                cost, sorted(p for p, b in zip(purses, voters, strict=True) if project in b)
            )
            if price is not None:
                offers.append((price / cost, election.precedence(project), price))
        if not offers:
            return bought
        _, (_, _, project), price = min(offers)
        bought.append(project)
        purses = [
            p - min(p, price) if project in b else p for p, b in zip(purses, voters, strict=True)
        ]


def _price(cost, purses):
    """The q for which everyone giving q, or all they have, makes the cost."""
    for place, purse in enumerate(purses):
        price = (cost - sum(purses[:place])) / (len(purses) - place)
        if price <= purse:
            return price
    return None
