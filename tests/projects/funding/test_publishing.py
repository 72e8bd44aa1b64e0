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


def verified(path: Path, *seals: Path) -> subprocess.CompletedProcess[str]:
    """By the published program alone, in an interpreter that knows nothing of us."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(path), *map(str, seals)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, cwd=path.parent, env={}
    )


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


@pytest.fixture
def kept(client, ledger, tmp_path):
    """The ledger and its seals as CSV files; a way to change the ledger's lines and verify."""
    (tmp_path / "seals.csv").write_bytes(b"".join(client.get(reverse("funding:seals"))))
    whole = download(client, "csv").decode("utf-8-sig").splitlines(keepends=True)

    def verify(lines, *, seals=True):
        file = tmp_path / "ledger.csv"
        file.write_bytes("".join(lines).encode("utf-8", "surrogateescape"))
        return verified(file, *([tmp_path / "seals.csv"] if seals else []))

    return whole, verify


def test_a_csv_is_verified_with_its_seals_and_plainly_said_when_without(kept):
    whole, verify = kept
    sound = verify(whole)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert "newest seal: no. 1" in sound.stdout
    assert "8 entries in 3 books, 1 seals: sound" in sound.stdout
    assert "WITHOUT SEALS" not in sound.stdout
    bare = verify(whole[:-1], seals=False)
    assert bare.returncode == 0
    assert "CHECKED WITHOUT SEALS" in bare.stdout


def test_what_was_done_to_a_csv_is_named(kept, ledger):
    """A tail cut off, a book left out, one byte, one cell, two lines in each other's place."""
    whole, verify = kept
    mine = [n for n, line in enumerate(whole) if line.startswith(ledger.code)]
    last = mine[-1]
    swapped = [*whole]
    swapped[last], swapped[last - 1] = whole[last - 1], whole[last]
    broken = [*whole]
    broken[last] = whole[last].replace("paid", "pa\udce9d", 1)
    letters = [*whole]
    letters[last] = whole[last].replace("1000.00", "1O00.00")
    more = [*whole]
    more[last] = whole[last].rstrip() + ",9999\r\n"
    for lines, said in (
        ([*whole[:last], *whole[last + 1 :]], f"{ledger.code} 5: the seal saw an entry here"),
        ([x for x in whole if not x.startswith(ledger.code)], f"{ledger.code}: seals saw this"),
        ([whole[0], *whole[:0:-1]], "it does not stand in its place"),
        (swapped, f"{ledger.code} 4: it does not stand in its place"),
        (broken, f"{ledger.code} 5: its content does not fit its hash"),
        (letters, f"{ledger.code} 5: it cannot be read"),
        (more, f"{ledger.code} 5: it cannot be read"),
    ):
        found = verify(lines)
        assert found.returncode == 1, said
        assert said in found.stdout
    assert "cannot be read as a published ledger" in verify(whole[1:]).stderr


def test_a_seal_that_was_changed_or_left_out_is_named(kept, ledger, client, tmp_path):
    whole, verify = kept
    services.commit(ledger, a_project(ledger.area), D(1), by=None)
    services.seal()
    seals = tmp_path / "seals.csv"
    whole = download(client, "csv").decode("utf-8-sig").splitlines(keepends=True)
    rows = b"".join(client.get(reverse("funding:seals"))).decode().splitlines(keepends=True)
    seals.write_text("".join([rows[0], rows[-1]]))
    assert "seal 2: it does not follow the seal before" in verify(whole).stdout
    seals.write_text("".join([*rows[:-1], rows[-1].replace(",6,", ",5,")]))
    assert "seal 2: its content does not fit its hash" in verify(whole).stdout


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
