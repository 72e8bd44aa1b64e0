"""The ledger: append-only double-entry bookkeeping in yuan, chained by hash."""

import json
import operator
from decimal import Decimal
from functools import reduce
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.scope import ScopedModel
from projects.funding.contributions import SocialContribution
from projects.funding.programmes import FundAllocation
from projects.funding.table import MOVES, Account, EntryKind
from projects.funding.triggers import append_only, ledger_triggers


class CentsDecoder(json.JSONDecoder):
    """Numbers of a JSON column as exact amounts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, parse_float=Decimal, parse_int=Decimal)


def _one_of_the_moves() -> Q:
    moves = (
        Q(
            kind=kind.value,
            from_account=move.from_account.value,
            to_account=move.to_account.value,
            project__isnull=not move.of_project,
        )
        for kind, move in MOVES.items()
    )
    return reduce(operator.or_, moves)


class LedgerEntry(ScopedModel):
    """One transfer between two accounts of a book. The database refuses to change or delete it.

    The database writes `seq`, `at`, `balances` (of the whole book after this entry, by account),
    `nonce`, `by_mark` and the hashes. `area` is the project's, or the book's. Everything but
    `by`, `nonce` and `balances` is published: `memo` must hold nothing personal. `by_mark` is
    the SHA-256 of "nonce:by", so that who wrote it cannot be changed and is not published.
    """

    book = models.ForeignKey(FundAllocation, models.PROTECT, related_name="entries", db_index=False)
    seq = models.PositiveIntegerField(_("No."), editable=False, default=0)
    kind = models.CharField(_("What"), max_length=20, choices=EntryKind.choices)
    from_account = models.CharField(_("From"), max_length=14, choices=Account.choices)
    to_account = models.CharField(_("To"), max_length=14, choices=Account.choices)
    amount = models.DecimalField(_("Amount (yuan)"), max_digits=14, decimal_places=2)
    project = models.ForeignKey(
        "projects.MicroProject",
        models.PROTECT,
        null=True,
        related_name="ledger_entries",
        db_index=False,
    )
    contribution = models.ForeignKey(
        SocialContribution, models.PROTECT, null=True, related_name="entries"
    )
    memo = models.CharField(_("Note"), max_length=200, blank=True, default="")
    on = models.DateField(_("Date"), default=timezone.localdate)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    by_role = models.CharField(max_length=24, help_text="a role or system; published")
    nonce = models.UUIDField(editable=False, null=True)
    by_mark = models.CharField(max_length=64, editable=False, default="")
    balances = models.JSONField(
        editable=False, default=dict, encoder=DjangoJSONEncoder, decoder=CentsDecoder
    )
    previous_hash = models.CharField(max_length=64, editable=False, default="")
    hash = models.CharField(max_length=64, editable=False, default="")

    class Meta(ScopedModel.Meta):
        constraints = [
            # its index finds the head of a book and pages through it
            models.UniqueConstraint(fields=["book", "seq"], name="entry_seq_once"),
            # below the bound, because PostgreSQL's NaN is above every number: one entry of it
            # would leave a balance that is never overspent
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lt=Decimal(10) ** 12), name="entry_positive"
            ),
            models.CheckConstraint(condition=_one_of_the_moves(), name="entry_is_a_known_move"),
            models.CheckConstraint(
                condition=~Q(memo__regex=r"[[:cntrl:]]"), name="entry_memo_on_one_line"
            ),
        ]
        indexes = [
            # the guard against overspending, queries.of_project, a project's file
            models.Index(fields=["project", "book"], name="entry_of_project"),
            # the book filtered by kind, by key
            models.Index(fields=["book", "kind", "seq"], name="entry_of_kind"),
            # rows behind the figures of a scope and span
            models.Index(fields=["district", "kind", "on"], name="entry_in_district"),
            models.Index(fields=["subdistrict", "kind", "on"], name="entry_in_subdistrict"),
            models.Index(fields=["community", "kind", "on"], name="entry_in_community"),
        ]
        triggers = [*ScopedModel.Meta.triggers, *ledger_triggers()]

    def __str__(self) -> str:
        return f"{self.book_id}/{self.seq} {self.kind} {self.amount}"

    def balance_after(self, account: Account) -> Decimal:
        """What the account of the book held after this entry, in yuan."""
        return Decimal(self.balances.get(account, 0))


class LedgerSeal(models.Model):
    """One night's note of the newest entry of every book that moved since the last note.

    An entry that a seal names cannot vanish from the end of its book unnoticed. Seals are
    chained like entries, and published with the ledger.
    """

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    heads = models.JSONField(help_text="[[book, seq, hash], …] in the order of the books")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.number}: {self.hash[:12]}"
