"""Who has voted, and apart from it what was voted: nothing leads from the one to the other.

The roll (`VoterMark`) knows persons and no choices; the sheets know choices and no persons. Both
carry a day but no time, sheets have random keys, and when the vote ends they are mixed.
"""

import uuid
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.privacy.protection import not_emptied
from projects.councils.ballots import triggers
from projects.councils.ballots.models import Ballot
from projects.councils.kinds import Way


class VoterMark(models.Model):
    """One person who has used her one vote, or holds the one paper or code in its place.

    `person` is a keyed hash of her phone, of name and its last four digits, or of name and door:
    the same by every way. `known_as` is that of name and last four digits, where both are known.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="marks")
    person = models.CharField(max_length=64)
    known_as = models.CharField(max_length=64, blank=True, default="")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    way = models.CharField(_("How"), max_length=8, choices=Way.choices)
    on = models.DateField(default=timezone.localdate)
    marked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("mark on the voters' roll")
        verbose_name_plural = _("marks on the voters' roll")
        constraints = [
            # one person, one vote
            models.UniqueConstraint(fields=["ballot", "person"], name="one_person_one_vote"),
            models.UniqueConstraint(
                fields=["ballot", "user"],
                condition=Q(user__isnull=False),
                name="one_account_one_vote",
            ),
        ]
        indexes = [
            models.Index(fields=["ballot", "way"], name="voter_mark_way"),
            models.Index(fields=["ballot", "known_as"], name="voter_mark_known_as"),
        ]
        triggers = [triggers.only_while_open(), triggers.mark_stands(), not_emptied()]

    def __str__(self) -> str:
        return f"{self.ballot} · {self.way}"


class VotingCode(models.Model):
    """A code that lets one person without an account vote online; kept only as a hash.

    Whom it was given to is on the roll, but not which code it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="codes")
    code_index = models.CharField(max_length=64)
    used = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("voting code")
        verbose_name_plural = _("voting codes")
        constraints = [models.UniqueConstraint(fields=["code_index"], name="voting_code_once")]
        triggers = [triggers.code_is_used_once()]

    def __str__(self) -> str:
        return f"{self.ballot}"


class PaperBatchQuerySet(models.QuerySet["PaperBatch"]):
    def waiting(self) -> Self:
        """Neither counted nor discarded."""
        return self.filter(agreed_at__isnull=True, discarded_at__isnull=True)


class PaperBatch(models.Model):
    """A pile of paper votes, typed in by two people who do not see each other's work.

    Only when both have the same does the pile count.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="batches")
    number = models.PositiveSmallIntegerField()
    papers = models.PositiveSmallIntegerField(_("Papers in the pile"))
    first_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    first_at = models.DateTimeField(default=timezone.now)
    second_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    discarded_at = models.DateTimeField(
        null=True, help_text="typed in twice, or miscounted: it stays on record and never counts"
    )
    discarded_why = models.CharField(_("Reason"), max_length=200, blank=True, default="")

    objects: Any = PaperBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("pile of paper votes")
        verbose_name_plural = _("piles of paper votes")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "number"], name="paper_batch_once"),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("first_by")),
                name="paper_entered_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(second_by__isnull=False),
                name="paper_agreed_by_two",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True)
                | Q(agreed_at__isnull=True, discarded_by__isnull=False) & ~Q(discarded_why=""),
                name="paper_discarded_with_reason",
            ),
        ]
        triggers = [triggers.pile_stands(), not_emptied()]

    def __str__(self) -> str:
        return f"{self.ballot} · {self.number}"


class PaperEntry(models.Model):
    """What one of the two read on one paper; empty choices are a blank or spoilt paper."""

    batch = models.ForeignKey(PaperBatch, models.CASCADE, related_name="entries")
    turn = models.PositiveSmallIntegerField(help_text="1 or 2: whose reading")
    position = models.PositiveSmallIntegerField()
    choices = ArrayField(models.PositiveIntegerField(), default=list)

    class Meta:
        verbose_name = _("paper as read")
        verbose_name_plural = _("papers as read")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "turn", "position"], name="paper_read_once"),
            models.CheckConstraint(condition=Q(turn__in=[1, 2]), name="paper_read_twice"),
        ]
        triggers = [triggers.readings_stand(), not_emptied()]

    def __str__(self) -> str:
        return f"{self.batch} · {self.position}"


class VoteSheet(models.Model):
    """One vote that counts: the chosen items in their order, and who can prove it is hers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="sheets")
    choices = ArrayField(models.PositiveIntegerField(), default=list)
    way = models.CharField(max_length=8, choices=Way.choices)
    receipt_index = models.CharField(max_length=64, blank=True, default="")
    on = models.DateField(default=timezone.localdate)
    batch = models.ForeignKey(PaperBatch, models.PROTECT, null=True, related_name="sheets")
    position = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(
                fields=["receipt_index"], condition=~Q(receipt_index=""), name="receipt_once"
            ),
            # a paper is counted once, however often its pile is agreed
            models.UniqueConstraint(
                fields=["batch", "position"],
                condition=Q(batch__isnull=False),
                name="paper_counted_once",
            ),
            models.CheckConstraint(
                condition=Q(way="paper", batch__isnull=False, position__isnull=False)
                | (~Q(way="paper") & Q(batch__isnull=True)),
                name="paper_comes_from_a_pile",
            ),
        ]
        indexes = [models.Index(fields=["ballot", "way"], name="vote_of_ballot")]
        triggers = [triggers.only_while_open(), triggers.never_changed(), not_emptied()]

    def __str__(self) -> str:
        return f"{self.ballot}"
