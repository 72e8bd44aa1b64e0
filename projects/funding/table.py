"""The accounts of a book, and every way money moves between them.

A book is one programme's money for one area and year. Each entry moves an amount from one
account to another, so a book always adds up; only the two sources may fall below zero.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Account(models.TextChoices):
    """Where the money of a book stands."""

    APPROPRIATION = "appropriation", _("Appropriated")
    AVAILABLE = "available", pgettext_lazy("account", "Available")
    COMMITTED = "committed", pgettext_lazy("account", "Committed")
    CONTRACTED = "contracted", pgettext_lazy("account", "Under contract")
    RETENTION = "retention", _("Retention money")
    PAID = "paid", pgettext_lazy("account", "Paid")
    CARRIED = "carried", pgettext_lazy("account", "Carried over")
    DONORS = "donors", _("Donors")
    PLEDGED = "pledged", pgettext_lazy("account", "Pledged")
    RECEIVED = "received", pgettext_lazy("account", "Received")


SOURCES = (Account.APPROPRIATION, Account.DONORS)  # may be below zero: money comes from there


class EntryKind(models.TextChoices):
    """What an entry does."""

    ALLOCATE = "allocate", pgettext_lazy("entry", "Allocated")
    TAKE_BACK = "take_back", pgettext_lazy("entry", "Taken back")
    CARRY_OUT = "carry_out", _("Carried into the next year")
    CARRY_IN = "carry_in", _("Carried in from the last year")
    COMMIT = "commit", pgettext_lazy("entry", "Committed")
    UNCOMMIT = "uncommit", _("Commitment released")
    CONTRACT = "contract", _("Contracted")
    PAY = "pay", pgettext_lazy("entry", "Paid")
    REDUCE = "reduce", _("Reduced at settlement")
    RETAIN = "retain", _("Retained")
    RELEASE_RETENTION = "release_retention", _("Retention paid out")
    FORFEIT = "forfeit", _("Retention forfeited")
    REFUND = "refund", _("Paid back")
    PLEDGE = "pledge", pgettext_lazy("entry", "Pledged")
    UNPLEDGE = "unpledge", _("Pledge withdrawn")
    RECEIVE = "receive", pgettext_lazy("entry", "Received")


@dataclass(frozen=True)
class Move:
    """From which account to which; and whether it is about one project."""

    from_account: Account
    to_account: Account
    of_project: bool = True


_A, _E = Account, EntryKind
MOVES: dict[EntryKind, Move] = {
    _E.ALLOCATE: Move(_A.APPROPRIATION, _A.AVAILABLE, of_project=False),
    _E.TAKE_BACK: Move(_A.AVAILABLE, _A.APPROPRIATION, of_project=False),
    _E.CARRY_OUT: Move(_A.AVAILABLE, _A.CARRIED, of_project=False),
    _E.CARRY_IN: Move(_A.APPROPRIATION, _A.AVAILABLE, of_project=False),
    _E.COMMIT: Move(_A.AVAILABLE, _A.COMMITTED),
    _E.UNCOMMIT: Move(_A.COMMITTED, _A.AVAILABLE),
    _E.CONTRACT: Move(_A.COMMITTED, _A.CONTRACTED),
    _E.PAY: Move(_A.CONTRACTED, _A.PAID),
    _E.REDUCE: Move(_A.CONTRACTED, _A.AVAILABLE),
    _E.RETAIN: Move(_A.CONTRACTED, _A.RETENTION),
    _E.RELEASE_RETENTION: Move(_A.RETENTION, _A.PAID),
    _E.FORFEIT: Move(_A.RETENTION, _A.AVAILABLE),
    _E.REFUND: Move(_A.PAID, _A.AVAILABLE),
    _E.PLEDGE: Move(_A.DONORS, _A.PLEDGED),
    _E.UNPLEDGE: Move(_A.PLEDGED, _A.DONORS),
    _E.RECEIVE: Move(_A.PLEDGED, _A.RECEIVED),
}
