"""Verify a published ledger without the portal that published it.

    python3 verify_ledger.py ledger.csv seals.csv
    python3 verify_ledger.py ledger.json
    python3 verify_ledger.py ledger.json seals-kept-from-last-year.csv

Needs Python 3.9 or later and nothing else. Every entry must follow the one before it in its
book, its content must fit its hash, no account but the two sources may fall below zero, and no
project may use more than it holds. Every entry that a nightly seal has seen must be there: a JSON
file carries the seals, beside a CSV file they are given as a second one. What does not fit is
printed, and the exit status is then 1.

How the text of an entry is put together: docs/ledger.md of the project, or `entry_text` below.
"""

import csv
import hashlib
import json
import re
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
OF_ENTRY = (*IN_ORDER, "hash")
OF_SEAL = ("number", "at", "previous_hash", "hash", "book", "seq", "head")
UNSEALED = """\
CHECKED WITHOUT SEALS: entries cut off the end of a book cannot be seen this way. Give the seals
as well: python3 verify_ledger.py ledger.csv seals.csv
"""


def sha256(text):
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def entry_text(entry):
    """Fifteen lines: the name of the format, then the columns in their order."""
    return "\n".join(["linli-ledger-1", *(str(entry[name]) for name in IN_ORDER)])


def seal_text(seal):
    """The name of the format, number, time, hash of the seal before; then one line a book."""
    lines = ["linli-seal-1", str(seal["number"]), seal["at"], seal["previous_hash"]]
    return "\n".join(lines + [f"{book} {seq} {head}" for book, seq, head in seal["heads"]])


def read(path):
    """The entries and the seals of a file; either is None where the file has none of the kind."""
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
        if file.read(1) == "{":
            file.seek(0)
            ledger = json.load(file)
            return ledger["entries"], ledger.get("seals")
        file.seek(0)
        rows = csv.DictReader(file)
        columns, lines = tuple(rows.fieldnames or ()), list(rows)
    if columns == OF_ENTRY:
        return lines, None
    if columns == OF_SEAL:
        return None, seals_of(lines)
    raise ValueError("its columns are neither those of a ledger nor those of seals")


def seals_of(lines):
    """Seals from a CSV file: a line for each book that a seal noted."""
    seals: list = []
    before = None
    for line in lines:
        head = [line.pop(name) for name in ("book", "seq", "head")]
        if line != before:
            seals.append({**line, "heads": []})
            before = line
        seals[-1]["heads"].append(head)
    return seals


def faults_of_order(entries):
    """Entries stand as they were published: books by code, each from its first entry on."""
    before = ("", 0)
    for entry in entries:
        place = (entry["book"], int(entry["seq"]))
        if place <= before:
            yield f"{place[0]} {place[1]}: it does not stand in its place in the file"
        before = place


def readable(entry):
    """Whether number and amount are written as they are published, and no cell is too many."""
    return (
        set(entry) == set(OF_ENTRY)
        and re.fullmatch(r"[1-9][0-9]{0,9}", str(entry["seq"]))
        and re.fullmatch(r"[0-9]{1,12}\.[0-9]{2}", str(entry["amount"]))
    )


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
    """Seals must be chained, and what they saw must be there, in a whole ledger every book."""
    previous = BEGINNING
    gone = set()
    for number, seal in enumerate(seals, 1):
        if str(seal["number"]) != str(number) or seal["previous_hash"] != previous:
            yield f"seal {seal['number']}: it does not follow the seal before"
        if sha256(seal_text(seal)) != seal["hash"]:
            yield f"seal {seal['number']}: its content does not fit its hash"
        for book, seq, head in seal["heads"]:
            if book in hashes and hashes[book].get(str(seq)) != head:
                yield f"{book} {seq}: the seal saw an entry here that is gone or another one"
            if book not in hashes and len(hashes) != 1:
                gone.add(book)
        previous = seal["hash"]
    for book in sorted(gone):
        yield f"{book}: seals saw this book, and it is gone"


def what_was_sealed(seals, hashes):
    """How far the seals reach, to be compared with the portal's page and with copies kept."""
    newest = seals[-1]
    heads = {book: int(seq) for seal in seals for book, seq, _head in seal["heads"]}
    after = sum(int(seq) > heads.get(book, 0) for book in hashes for seq in hashes[book])
    yield f"newest seal: no. {newest['number']}, {newest['at']}, {newest['hash']}"
    if after:
        yield f"{after} entries are newer than it; the next seal will hold them"
    if len(hashes) == 1 and len(heads) > 1:
        yield f"the file holds one book; the seals saw {len(heads)}"


def check(entries, seals):
    """Everything that does not fit, in words; and what else is worth saying."""
    faults = [
        f"{e.get('book')} {e.get('seq')}: it cannot be read" for e in entries if not readable(e)
    ]
    entries = [entry for entry in entries if readable(entry)]
    faults += faults_of_order(entries)
    books: dict = {}
    for entry in entries:
        books.setdefault(entry["book"], []).append(entry)
    for book in sorted(books):
        books[book].sort(key=lambda entry: int(entry["seq"]))
        faults += faults_of_book(book, books[book])
    hashes = {book: {str(e["seq"]): e["hash"] for e in rows} for book, rows in books.items()}
    for chain in seals:
        faults += faults_of_seals(chain, hashes)
    said = [line for chain in seals if chain for line in what_was_sealed(chain, hashes)]
    return faults, said, len(books)


def main(paths):
    found = [read(path) for path in paths]
    ledgers = [entries for entries, _seals in found if entries is not None]
    if len(ledgers) != 1:
        raise ValueError("give one file with entries, and any number with seals")
    seals = [chain for _entries, chain in found if chain is not None]
    faults, said, books = check(ledgers[0], seals)
    number = sum(len(chain) for chain in seals)
    for line in [*faults, *said]:
        sys.stdout.write(line + "\n")
    if not number:
        sys.stdout.write(UNSEALED)
    verdict = f"{len(faults)} faults" if faults else "sound"
    sys.stdout.write(f"{len(ledgers[0])} entries in {books} books, {number} seals: {verdict}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        sys.exit(main(sys.argv[1:]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        sys.exit(f"This cannot be read as a published ledger: {error}")
