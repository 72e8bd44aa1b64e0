"""The words of a council's evening and of residents' votes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p


class MemberRole(models.TextChoices):
    """The part a member has in the council."""

    CHAIR = "chair", p("council", "Chair")
    VICE_CHAIR = "vice_chair", p("council", "Vice chair")
    MEMBER = "member", p("council", "Member")


class Elected(models.TextChoices):
    """How somebody came into the council."""

    ELECTION = "election", _("Elected")
    BY_ELECTION = "by_election", _("Elected later for an empty seat")
    EX_OFFICIO = "ex_officio", _("By office")


class Presence(models.TextChoices):
    """Who wrote down that a member came."""

    CODE = "code", _("By own code")
    ACCOUNT = "account", _("By own account")
    STAFF = "staff", _("Entered by staff")


class Subject(models.TextChoices):
    """What a motion is about."""

    APPROVE = "approve", p("motion", "Do this project")
    CHANGE = "change", p("motion", "Agree to a change")
    RATIFY = "ratify", p("motion", "Say yes afterwards to an emergency")
    OTHER = "other", p("motion", "Something else")


class Counting(models.TextChoices):
    """How hands are counted; either way only numbers are kept."""

    OPEN = "open", p("vote", "By show of hands")
    SECRET = "secret", p("vote", "By secret slips")


class Outcome(models.TextChoices):
    """How a motion ended; empty while it is open."""

    PASSED = "passed", p("motion", "Passed")
    FAILED = "failed", p("motion", "Failed")
    WITHDRAWN = "withdrawn", p("motion", "Withdrawn")


class BallotKind(models.TextChoices):
    """How residents say what they want."""

    APPROVAL = "approval", _("Tick what you support")
    KNAPSACK = "knapsack", _("Tick what you support, within the budget")
    RANKED = "ranked", _("Put them in order")


class Rule(models.TextChoices):
    """How votes become winners; the names are those of the tally."""

    GREEDY = "greedy", _("Most votes first")
    GREEDY_PER_COST = "greedy-per-cost", _("Most votes per yuan first")
    EQUAL_SHARES = "equal-shares", _("Equal shares")


class Way(models.TextChoices):
    """By which way a vote came in."""

    ACCOUNT = "account", p("vote", "Online")
    CODE = "code", p("vote", "Online with a code")
    PAPER = "paper", p("vote", "On paper")
