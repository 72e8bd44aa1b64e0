"""The worked example of docs/voting-rules.md: ten people, 1,100 yuan, four projects."""

from projects.councils.tally import Election

COSTS = {"playground": 600, "lamps": 400, "library": 400, "flowers": 60}
BALLOTS = [
    ["playground", "lamps", "flowers"],
    ["playground", "lamps"],
    ["playground", "lamps"],
    ["playground", "lamps"],
    ["playground", "lamps"],
    ["playground"],
    ["library", "flowers"],
    ["library", "flowers"],
    ["library"],
    ["library"],
]


def village() -> Election:
    return Election.of(1100, COSTS, BALLOTS)
