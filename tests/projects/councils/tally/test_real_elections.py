"""Real elections against stored winners, which pabutools found too (see test_oracle)."""

import csv
import json
from pathlib import Path

import pytest

from projects.councils.tally import RULES, read_pabulib, tally
from projects.councils.tally.equal_shares import equal_shares
from tests.projects.councils.tally.real import real_election

EXPECTED = json.loads((Path(__file__).parent / "real_winners.json").read_text())


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", EXPECTED)
def test_winners_of_a_real_election(name, rule):
    outcome = tally(read_pabulib(real_election(name)), rule)
    assert list(outcome.winners) == EXPECTED[name][rule]["winners"]
    assert outcome.cost == EXPECTED[name][rule]["cost"]


def test_the_town_of_wieliczka_found_the_same():
    # Announced in 2023, column `selected`: counted by equal shares that go on when full.
    source = real_election("poland_wieliczka_2023")
    rows = [row for row in csv.reader(source.decode().splitlines(), delimiter=";") if len(row) == 5]
    announced = {row[0] for row in rows if row[4] == "1"}
    outcome = equal_shares(read_pabulib(source), stop_when_full=False)
    assert set(outcome.winners) == announced
    assert len(announced) == 30
