"""The ledger leaves the portal exactly as hashed, and a stranger's Python verifies it."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from projects.funding import services
from projects.funding.publishing import VERIFIER
from tests.factories.funding import a_project, money

D = Decimal


@pytest.fixture
def ledger(cast, book, project):
    """Two books and every sort of text in them, sealed."""
    services.commit(book, project, D("5000.5"), by=cast.subdistrict_officer, memo='立项,“急”;a"b')
    services.contract(project, D(4000), by=None)
    services.pay(project, D(1000), by=cast.finance_officer)
    gift = services.pledge(a_project(cast.community), D(88), by=None, donor="善心基金会")
    services.receive(gift, D(8), by=None)
    money(cast.neighbour_community, 70)
    services.seal()
    return book


def download(client, form: str, code: str = "") -> bytes:
    url = reverse("funding:download_book", args=[code, form]) if code else ""
    answer = client.get(url or reverse("funding:download", args=[form]))
    assert answer.status_code == 200
    return b"".join(answer)


def lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def verified(path: Path) -> subprocess.CompletedProcess[str]:
    """By the published program alone, in an interpreter that knows nothing of us."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=path.parent)


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_download_verifies_offline(client, ledger, tmp_path, form):
    file = tmp_path / f"ledger.{form}"
    file.write_bytes(download(client, form))
    found = verified(file)
    assert found.returncode == 0, found.stdout + found.stderr
    assert "8 entries in 3 books" in found.stdout
    assert "sound" in found.stdout


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_changed_download_is_found_and_the_entry_named(client, ledger, tmp_path, form):
    file = tmp_path / f"ledger.{form}"
    text = download(client, form).decode()
    assert text.count("1000.00") == 1
    file.write_text(text.replace("1000.00", "1001.00"))
    found = verified(file)
    assert found.returncode == 1
    assert f"{ledger.code} 5: its content does not fit its hash" in found.stdout


def test_a_tail_cut_off_the_download_is_found_by_its_seals(client, ledger, tmp_path):
    whole = json.loads(download(client, "json"))
    mine = [entry for entry in whole["entries"] if entry["book"] == ledger.code]
    whole["entries"].remove(mine[-1])
    file = tmp_path / "ledger.json"
    file.write_text(json.dumps(whole))
    assert f"{ledger.code} 5: the seal saw" in verified(file).stdout


def test_money_out_of_nothing_is_found_offline(client, ledger, tmp_path):
    """Somebody who makes a chain anew, hashes and all, still has to add up."""
    rows = lines(download(client, "csv"))
    first = next(row for row in rows if row["book"] == ledger.code)
    assert first["kind"] == "allocate"
    first["kind"], first["from"], first["to"] = "pay", "contracted", "paid"
    file = tmp_path / "ledger.json"
    file.write_text(json.dumps({"entries": [dict(row) for row in rows]}, default=str))
    assert "an account falls below zero" in verified(file).stdout


def test_one_book_can_be_downloaded(client, ledger):
    rows = list(
        csv.DictReader(io.StringIO(download(client, "csv", ledger.code).decode("utf-8-sig")))
    )
    assert [row["seq"] for row in rows] == ["1", "2", "3", "4", "5"]


def test_no_name_is_published(client, cast, ledger):
    text = download(client, "json").decode() + download(client, "csv").decode()
    for user in cast.users().values():
        assert user.name not in text
        assert user.username not in text
    assert "district_finance" in text


def test_everybody_can_verify_a_book_on_the_page(client, ledger):
    answer = client.get(reverse("funding:verify"), {"book": ledger.code.lower()})
    assert answer.context["outcome"].is_sound
    assert answer.context["outcome"].entries == 5


def test_an_unknown_book_gets_a_kind_answer(client, db):
    for code in ("", "XX", "x" * 99):
        answer = client.get(reverse("funding:verify"), {"book": code})
        assert answer.status_code == 200
        assert answer.context["outcome"] is None


def test_the_program_can_be_downloaded(client, db):
    answer = client.get(reverse("funding:verifier"))
    assert b"".join(answer) == VERIFIER.read_bytes()


def test_only_two_forms_are_offered(client, db):
    assert client.get("/ledger/ledger.xml").status_code == 404
    assert client.get("/ledger/NO-SUCH/ledger.csv").status_code == 404


def test_the_document_says_how_a_text_is_put_together():
    """The worked example of docs/ledger.md is true."""
    page = (Path(__file__).parents[3] / "docs" / "ledger.md").read_text()
    text = page.split("```text\n")[1].split("\n```")[0]
    said = page.split("SHA-256: `")[1].split("`")[0]
    assert len(text.split("\n")) == 15
    assert hashlib.sha256(text.encode()).hexdigest() == said
