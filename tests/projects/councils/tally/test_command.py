from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from projects.councils.tally import write_pabulib
from tests.projects.councils.tally.village import village


def run(*arguments):
    out = StringIO()
    call_command("tally", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "village.pb"
    path.write_text(write_pabulib(village()), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rule", "winners"),
    [
        ("greedy", ["playground", "lamps", "flowers"]),
        ("greedy-per-cost", ["flowers", "lamps", "playground"]),
        ("equal-shares", ["playground", "library", "flowers"]),
    ],
)
def test_prints_winners_and_total_without_a_database(file, rule, winners):
    assert run(file, "--rule", rule).splitlines() == [*winners, "total 1060 of 1100"]


def test_prints_sums_with_fen(file):
    file.write_text(file.read_text().replace("budget;1100", "budget;1100.05"))
    assert run(file, "--rule", "greedy").endswith("total 1060 of 1100.05\n")


def test_a_missing_file_a_broken_file_and_a_wrong_rule_are_told(file, tmp_path):
    with pytest.raises(CommandError, match=r"away\.pb: No such file"):
        run(tmp_path / "away.pb", "--rule", "greedy")
    with pytest.raises(CommandError, match="Is a directory"):
        run(tmp_path, "--rule", "greedy")
    with pytest.raises(CommandError, match="invalid choice: 'loudest'"):
        run(file, "--rule", "loudest")
    with pytest.raises(CommandError, match="--rule"):
        run(file)
    file.write_text("META\nnonsense\n")
    with pytest.raises(CommandError, match=r"village\.pb: there is no section PROJECTS"):
        run(file, "--rule", "greedy")
