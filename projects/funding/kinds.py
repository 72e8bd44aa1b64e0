"""The choices of funding: kinds of projects and programmes, donors, forms of gifts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProjectKind(models.TextChoices):
    """What a micro-project is bought as (DOMAIN 1.2); caps differ by it."""

    WORKS = "works", pgettext_lazy("project kind", "Works")
    GOODS = "goods", pgettext_lazy("project kind", "Goods")
    SERVICES = "services", pgettext_lazy("project kind", "Services")


class ProgrammeKind(models.TextChoices):
    """What a programme is for. The two community funds have a floor (DOMAIN 1.2, Zhangzhou)."""

    MICRO_PROJECTS = "micro_projects", _("Livelihood micro-projects")
    ACTIVITIES = "activities", _("Party-mass activities")
    WORK_FUND = "work_fund", _("Party-building work fund")
    SERVICE_FUND = "service_fund", _("Service-to-the-people fund")
    CONSTRUCTION = "construction", _("Construction of centres")
    OTHER = "other", pgettext_lazy("programme", "Other")
    SOCIAL = "social", _("Social contributions")


class Unspent(models.TextChoices):
    """What becomes of money still free when the year is over."""

    CARRIED = "carried", _("is carried over")
    TAKEN_BACK = "taken_back", _("is taken back")


class DonorKind(models.TextChoices):
    """Who gives. Residents are never named."""

    ENTERPRISE = "enterprise", _("Enterprise")
    CHARITY = "charity", _("Charity")
    FOUNDATION = "foundation", _("Community foundation")
    PROPERTY = "property", _("Property company")
    PARTNER = "partner", _("Partner unit")
    RESIDENTS = "residents", _("Residents")


class GiftForm(models.TextChoices):
    """Money, or things and work; the portal only records either."""

    CASH = "cash", pgettext_lazy("gift", "Money")
    IN_KIND = "in_kind", _("In kind")
