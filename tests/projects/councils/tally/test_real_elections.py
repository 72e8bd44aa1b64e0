"""Real elections against stored winners, which pabutools found too (see test_oracle)."""

import json
from pathlib import Path

import pytest

from projects.councils.tally import RULES, read_pabulib, tally
from tests.projects.councils.tally.real import real_election

EXPECTED = json.loads((Path(__file__).parent / "real_winners.json").read_text())


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", EXPECTED)
def test_winners_of_a_real_election(name, rule):
    outcome = tally(read_pabulib(real_election(name)), rule)
    assert list(outcome.winners) == EXPECTED[name][rule]["winners"]
    assert outcome.cost == EXPECTED[name][rule]["cost"]
