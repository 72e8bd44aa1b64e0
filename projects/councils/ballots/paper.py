"""Votes on paper: a pile is typed in by two people, compared, and counts when they agree."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.workflow.errors import Refused
from projects.councils.ballots.choices import within_rules
from projects.councils.ballots.models import Ballot, BallotItem
from projects.councils.ballots.votes import PaperBatch, PaperEntry, VoteSheet
from projects.councils.kinds import BallotKind, Way
from projects.councils.rules import require

MOST_PAPERS = 500  # in one pile
Reading = Sequence[Sequence[int]]  # paper by paper, the numbers ticked on it


def as_reading(text: str) -> list[list[int]]:
    """One paper a line: the numbers ticked on it; an empty paper is a dash. Raises Refused."""
    papers: list[list[int]] = []
    for number, line in enumerate(filter(None, (x.strip() for x in text.splitlines())), start=1):
        words = line.replace("，", " ").replace(",", " ").replace("、", " ").split()
        if words in (["-"], ["–"], ["0"]):
            papers.append([])
        elif all(word.isascii() and word.isdigit() and len(word) < 4 for word in words):
            papers.append([int(word) for word in words])
        else:
            said = _("Line {number} is not understood: numbers with spaces, or a dash.")
            raise Refused(said.format(number=number), field="papers")
    return papers


def _checked(ballot: Ballot, papers: Reading) -> list[list[int]]:
    """Each paper as it counts. A paper against the rules is read as it is, and counts blank."""
    if not 0 < len(papers) <= MOST_PAPERS:
        said = _("A pile holds 1 to {most} papers.").format(most=MOST_PAPERS)
        raise Refused(said, field="papers")
    known = set(ballot.items.values_list("position", flat=True))
    for number, paper in enumerate(papers, start=1):
        if set(paper) - known:
            said = _("Line {number} names a project that is not on the ballot.")
            raise Refused(said.format(number=number), field="papers")
    ranked = ballot.kind == BallotKind.RANKED
    return [list(paper) if ranked else sorted(paper) for paper in papers]


def _may_enter(ballot: Ballot, by: User) -> Ballot:
    require(by, ballot.area)
    row = Ballot.objects.select_for_update().get(pk=ballot.pk)
    if row.status not in ("open", "counting"):
        raise Refused(_("Paper is entered while the vote is open or being counted."))
    return row


@transaction.atomic
def enter_pile(ballot: Ballot, papers: Reading, *, by: User) -> PaperBatch:
    """The first reading of a new pile. Raises NotAllowed, Refused."""
    row = _may_enter(ballot, by)
    read = _checked(row, papers)
    last = row.batches.aggregate(last=Max("number"))["last"] or 0
    batch = PaperBatch.objects.create(ballot=row, number=last + 1, papers=len(read), first_by=by)
    _write(batch, 1, read)
    return batch


@transaction.atomic
def enter_again(batch: PaperBatch, papers: Reading, *, by: User) -> list[int]:
    """The second reading, by somebody else, or a correction of one's own reading.

    Returns the papers on which the two differ; when there are none, the pile counts.
    Raises NotAllowed; Refused for the same person, or for another number of papers.
    """
    ballot = _may_enter(batch.ballot, by)
    row = PaperBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    _still_waits(row)
    read = _checked(ballot, papers)
    turn = _turn(row, by)
    if len(read) != row.papers:
        said = _("The first reading has {papers} papers, this one {read}. Please count the pile.")
        raise Refused(said.format(papers=row.papers, read=len(read)), field="papers")
    row.entries.filter(turn=turn).delete()
    _write(row, turn, read)
    if turn == 2:
        row.second_by, row.second_at = by, timezone.now()
    differing = differences(row)
    if not differing and row.second_by_id is not None:
        _within_what_was_handed_out(ballot, len(read))
        _count(ballot, row, read)
        row.agreed_at = timezone.now()
    row.save()
    return differing


@transaction.atomic
def discard_pile(batch: PaperBatch, *, by: User, why: str) -> None:
    """A pile typed in twice, or with another number of papers, stays on record and never counts.

    Raises NotAllowed; Refused once it is counted or discarded, and without a reason.
    """
    _may_enter(batch.ballot, by)
    row = PaperBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    _still_waits(row)
    if not why.strip():
        raise Refused(_("Please give a reason."), field="why")
    row.discarded_at, row.discarded_by, row.discarded_why = timezone.now(), by, why.strip()[:200]
    row.save(update_fields=["discarded_at", "discarded_by", "discarded_why"])


def _still_waits(row: PaperBatch) -> None:
    """What was counted stays counted, and what was discarded keeps who did it and why."""
    if row.agreed_at is not None:
        raise Refused(_("This pile is agreed and counted."))
    if row.discarded_at is not None:
        raise Refused(_("This pile was discarded."))


def _within_what_was_handed_out(ballot: Ballot, papers: int) -> None:
    """No pile counts with more papers than people on the roll took one."""
    handed = ballot.marks.filter(way=Way.PAPER).count()
    counted = ballot.sheets.filter(way=Way.PAPER).count()
    if counted + papers > handed:
        said = _("{handed} papers were handed out, {counted} of them are counted already.")
        raise Refused(said.format(handed=handed, counted=counted), field="papers")


def why_not_read(batch: PaperBatch, user: User) -> str:
    """Why this person has nothing to type in for this pile; empty if she has."""
    try:
        _turn(batch, user)
    except Refused as refused:
        return str(refused)
    return ""


def _turn(batch: PaperBatch, by: User) -> int:
    if batch.first_by_id == by.pk:
        if batch.second_by_id is None:
            raise Refused(_("The second reading is for somebody else."))
        return 1
    if batch.second_by_id not in (None, by.pk):
        raise Refused(_("Two others are reading this pile."))
    return 2


def _write(batch: PaperBatch, turn: int, papers: Reading) -> None:
    PaperEntry.objects.bulk_create(
        PaperEntry(batch=batch, turn=turn, position=number, choices=list(paper))
        for number, paper in enumerate(papers, start=1)
    )


def differences(batch: PaperBatch) -> list[int]:
    """The papers that the two read differently."""
    readings: dict[int, dict[int, list[int]]] = {1: {}, 2: {}}
    for entry in batch.entries.all():
        readings[entry.turn][entry.position] = entry.choices
    first, second = readings[1], readings[2]
    return sorted(p for p in second.keys() | first.keys() if first.get(p) != second.get(p))


def _count(ballot: Ballot, batch: PaperBatch, papers: Reading) -> None:
    """Put the pile's papers among the votes. They carry no receipt."""
    items = {item.position: item for item in ballot.items.all()}
    VoteSheet.objects.bulk_create(
        VoteSheet(
            ballot=ballot,
            choices=_as_counted(ballot, items, paper),
            way=Way.PAPER,
            batch=batch,
            position=number,
        )
        for number, paper in enumerate(papers, start=1)
    )


def _as_counted(ballot: Ballot, items: dict[int, BallotItem], paper: Sequence[int]) -> list[int]:
    """A paper that keeps to the rules as it is; any other one is spoilt and counts as blank."""
    if len(set(paper)) < len(paper):
        return []
    try:
        return within_rules(ballot, [items[position] for position in paper])
    except Refused:
        return []
