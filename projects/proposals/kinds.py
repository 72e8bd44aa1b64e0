"""The closed lists of a proposal: how it came in, where to turn instead, what rules it out."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """How it came in; every channel has the same number, slip and rights."""

    WEB = "web", _("Web")
    PHONE = "phone", _("Phone call")
    PAPER = "paper", _("Paper form")
    COUNTER = "counter", _("Counter")
    API = "api", _("Interface")
    IMPORT = "import", _("Imported list")


class NextDoor(models.TextChoices):
    """Where to turn instead: no proposal ends without one (DOMAIN 10.2)."""

    WISH = "wish", _("Micro-wish: a small wish of one person")
    CASE = "case", _("A report to the community, to be put right as a case")
    PROPERTY = "property", _("Property management")
    DEPARTMENT = "department", _("The department whose duty it is")
    WINDOW = "window", _("Service window of your community centre")
    HOTLINE = "hotline", _("Government service hotline 12345")
    NEXT_CALL = "next_call", _("The next call for proposals, with changes")


REFERRED_TO = (NextDoor.CASE, NextDoor.WISH)


class Agreed(models.TextChoices):
    """How a proposer said yes to being referred with her name, phone and words."""

    PHONE = "phone", _("Yes, she said so on the phone")
    COUNTER = "counter", _("Yes, she said so at the counter")
    PAPER = "paper", _("Yes, she signed a sheet")
    FORM = "web", _("Yes, it was ticked on the proposal's form")


class Exclusion(models.TextChoices):
    """What public money for micro-projects is not for: the screener's list (DOMAIN 1.2)."""

    OTHERS_DUTY = (
        "others_duty",
        _("It is already the duty of a property company or somebody else"),
    )
    DUPLICATE = "duplicate", _("A government project for it is built or planned")
    NOT_LIVELIHOOD = (
        "not_livelihood",
        _("Receptions, office costs, wages, debts, or nothing for residents' lives"),
    )
    PRIVATE = (
        "private",
        _("For one household or one business; trips, dinners, cash, vouchers or gifts"),
    )
    SPLIT = "split", _("One matter split up to stay under a cap")
    PERMIT = "permit", _("Lacks a planning or safety permit, or an illegal structure")


class Voting(models.TextChoices):
    """Whether residents vote on what a call brings, and what their vote is worth."""

    NONE = "none", _("The residents' council decides")
    ADVISORY = "advisory", _("Residents vote as advice to the council")
    BINDING = "binding", _("Residents' vote decides")


class Basis(models.TextChoices):
    """Why somebody stands behind a proposal: wrote it, or supports it."""

    AUTHOR = "author", pgettext_lazy("proposal", "Author")
    SUPPORTER = "supporter", pgettext_lazy("proposal", "Supporter")
