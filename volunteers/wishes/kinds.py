"""The closed lists of a wish: its kind, age band, who speaks, on what basis, how to meet."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WishKind(models.TextChoices):
    """What is wished for (DOMAIN 2.1)."""

    GOODS = "goods", pgettext_lazy("wish kind", "Goods")
    SERVICE = "service", pgettext_lazy("wish kind", "A helping hand")
    COMPANY = "company", pgettext_lazy("wish kind", "Company")
    EXPERIENCE = "experience", pgettext_lazy("wish kind", "An experience")
    ADVICE = "advice", pgettext_lazy("wish kind", "Advice")

    @property
    def tone(self) -> str:
        """The colour of its note on the wall; the kind always stands beside it in words."""
        return _TONES[self.value]


_TONES = {
    "goods": "amber",
    "service": "blue",
    "company": "green",
    "experience": "purple",
    "advice": "red",
}


class AgeBand(models.TextChoices):
    """All the wall says about a person; under 14 and 14–17 carry the rules for minors."""

    UNDER_14 = "under_14", _("Under 14")
    TEEN = "14_17", _("14 to 17")
    ADULT = "18_59", _("18 to 59")
    SIXTIES = "60_69", _("60 to 69")
    ELDER = "70_up", _("70 or older")


class SpokenFor(models.TextChoices):
    """Who enters the wish. Entry for somebody else is the main route, not the exception."""

    SELF = "self", _("The person herself")
    STAFF = "staff", _("Community staff")
    HOUSEKEEPER = "housekeeper", _("A housekeeper")
    RELATIVE = "relative", _("A relative or neighbour")


class ConsentBasis(models.TextChoices):
    """On what basis somebody else speaks for her (PIPL 13, 29, 31)."""

    HOME_VISIT = "home_visit", _("She said so at a home visit")
    PHONE_CALL = "phone_call", _("She said so on the phone")
    COUNTER = "counter", _("She said so at the counter")
    WRITTEN = "written", _("She signed a sheet")
    GUARDIAN = "guardian", _("Her guardian said so")


class ContactMode(models.TextChoices):
    """How claimer and wisher come together. Staff stand between unless she chooses otherwise."""

    GO_BETWEEN = "go_between", _("Through the community")
    DIRECT = "direct", _("Directly: the accepted claimer sees my phone number")


class Channel(models.TextChoices):
    """How the wish came in; every channel has the same number, slip and rights."""

    WEB = "web", _("Web")
    PHONE = "phone", _("Phone call")
    PAPER = "paper", _("Paper or card box")
    COUNTER = "counter", _("Counter")
    API = "api", _("Interface")
    IMPORT = "import", _("Imported list")


class ClaimEnd(models.TextChoices):
    """How a claim ended."""

    FULFILLED = "fulfilled", pgettext_lazy("claim", "Fulfilled")
    GIVEN_UP = "given_up", pgettext_lazy("claim", "Given up")
    LAPSED = "lapsed", pgettext_lazy("claim", "Lapsed without contact")
    VETOED = "vetoed", pgettext_lazy("claim", "Not wished by the wisher")
    WITHDRAWN = "withdrawn", pgettext_lazy("claim", "The wish was withdrawn")


class NextDoor(models.TextChoices):
    """The next door to knock on: no wish ends without one (DOMAIN 10.2)."""

    PROJECT = "project", _("Livelihood micro-project of the community")
    ASSISTANCE = "assistance", _("Temporary assistance")
    CHARITY = "charity", _("Charity federation")
    WINDOW = "window", _("Service window of your community centre")
    PROPERTY = "property", _("Property management")
    HOTLINE = "hotline", _("Government service hotline 12345")
