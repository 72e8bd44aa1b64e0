"""The tables of this room."""

from projects.funding.caps import CapException, FundCap
from projects.funding.contributions import SocialContribution
from projects.funding.ledger import LedgerEntry, LedgerSeal
from projects.funding.programmes import FundAllocation, FundProgramme

__all__ = [
    "CapException",
    "FundAllocation",
    "FundCap",
    "FundProgramme",
    "LedgerEntry",
    "LedgerSeal",
    "SocialContribution",
]
