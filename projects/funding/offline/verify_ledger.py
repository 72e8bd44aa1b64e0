"""Verify a published ledger without the portal that published it.

    python3 verify_ledger.py ledger.csv
    python3 verify_ledger.py ledger.json

Needs Python 3.9 or later and nothing else. Every entry must follow the one before it in its
book, its content must fit its hash, no account but the two sources may fall below zero, and no
project may use more than it holds. A JSON file also carries the nightly seals, and every entry a
seal has seen must be there. What does not fit is printed, and the exit status is then 1.

How the text of an entry is put together: docs/ledger.md of the project, or `entry_text` below.
"""

import csv
import hashlib
import json
import sys
from decimal import Decimal

BEGINNING = "0" * 64
SOURCES = ("appropriation", "donors")
MOVES = {
    "allocate": ("appropriation", "available"),
    "take_back": ("available", "appropriation"),
    "carry_out": ("available", "carried"),
    "carry_in": ("appropriation", "available"),
    "commit": ("available", "committed"),
    "uncommit": ("committed", "available"),
    "contract": ("committed", "contracted"),
    "pay": ("contracted", "paid"),
    "reduce": ("contracted", "available"),
    "retain": ("contracted", "retention"),
    "release_retention": ("retention", "paid"),
    "forfeit": ("retention", "available"),
    "refund": ("paid", "available"),
    "pledge": ("donors", "pledged"),
    "unpledge": ("pledged", "donors"),
    "receive": ("pledged", "received"),
}
IN_ORDER = (
    *("book", "seq", "kind", "from", "to", "amount", "project", "contribution", "memo"),
    *("on", "at", "by_role", "by_mark", "previous_hash"),
)


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def entry_text(entry):
    """Fifteen lines: the name of the format, then the columns in their order."""
    return "\n".join(["linli-ledger-1", *(str(entry[name]) for name in IN_ORDER)])


def seal_text(seal):
    """The name of the format, number, time, hash of the seal before; then one line a book."""
    lines = ["linli-seal-1", str(seal["number"]), seal["at"], seal["previous_hash"]]
    return "\n".join(lines + [f"{book} {seq} {head}" for book, seq, head in seal["heads"]])


def read(path):
    """The entries and seals of a file."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        if file.read(1) == "{":
            file.seek(0)
            ledger = json.load(file)
            return ledger["entries"], ledger.get("seals", [])
        file.seek(0)
        return list(csv.DictReader(file)), []


def faults_of_book(book, entries):
    """What is wrong in one book, in words."""
    held: dict = {}
    previous, last = BEGINNING, 0
    for entry in entries:
        seq, amount = int(entry["seq"]), Decimal(entry["amount"])
        name = f"{book} {seq}"
        if seq != last + 1:
            yield name + ": an entry before this one is missing"
        if entry["previous_hash"] != previous:
            yield name + ": it does not follow the entry before it"
        if sha256(entry_text(entry)) != entry["hash"]:
            yield name + ": its content does not fit its hash"
        if MOVES.get(entry["kind"]) != (entry["from"], entry["to"]) or amount <= 0:
            yield name + ": its accounts do not fit what it does"
        for account, change in ((entry["from"], -amount), (entry["to"], amount)):
            for whose in {"", entry["project"]}:  # the whole book, and the project within it
                held[account, whose] = held.get((account, whose), 0) + change
        yield from faults_of_balance(name, held, entry)
        previous, last = entry["hash"], seq


def faults_of_balance(name, held, entry):
    """The account the money left must have held it; so must the project, where there is one."""
    account, project = entry["from"], entry["project"]
    if account not in SOURCES and held[(account, "")] < 0:
        yield name + ": an account falls below zero"
    if project and account not in (*SOURCES, "available") and held[(account, project)] < 0:
        yield name + ": the project does not hold that much"


def faults_of_seals(seals, hashes):
    """Seals must be chained, and what they saw must be there."""
    previous = BEGINNING
    for number, seal in enumerate(seals, 1):
        if seal["number"] != number or seal["previous_hash"] != previous:
            yield f"seal {seal['number']}: it does not follow the seal before"
        if sha256(seal_text(seal)) != seal["hash"]:
            yield f"seal {seal['number']}: its content does not fit its hash"
        for book, seq, head in seal["heads"]:
            if book in hashes and hashes[book].get(int(seq)) != head:
                yield f"{book} {seq}: the seal saw an entry here that is gone or another one"
        previous = seal["hash"]


def main(path):
    entries, seals = read(path)
    books: dict = {}
    for entry in entries:
        books.setdefault(entry["book"], []).append(entry)
    faults = []
    for book in sorted(books):
        books[book].sort(key=lambda entry: int(entry["seq"]))
        faults += faults_of_book(book, books[book])
    hashes = {book: {int(e["seq"]): e["hash"] for e in rows} for book, rows in books.items()}
    faults += faults_of_seals(seals, hashes)
    for fault in faults:
        sys.stdout.write(fault + "\n")
    said = f"{len(entries)} entries in {len(books)} books, {len(seals)} seals: "
    sys.stdout.write(said + (f"{len(faults)} faults\n" if faults else "sound\n"))
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
