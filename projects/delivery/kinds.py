"""What a micro-project can be: kind, category and where the idea came from (DOMAIN 1.2, 1.3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p


class ProjectKind(models.TextChoices):
    """工程 / 货物 / 服务: caps differ by kind."""

    WORKS = "works", p("project kind", "Works")
    GOODS = "goods", p("project kind", "Goods")
    SERVICES = "services", p("project kind", "Services")


class Category(models.TextChoices):
    """What it is for: the Zhuhai seven and the Futian five as one list."""

    CARE = "care", _("Mutual help and care")
    GREEN = "green", _("Greenery and surroundings")
    CULTURE = "culture", _("Culture and sport")
    SAFETY = "safety", _("Safety and hidden dangers")
    EMERGENCY = "emergency", _("Emergencies and recovery")
    TECHNOLOGY = "technology", _("Technology and daily convenience")
    HARMONY = "harmony", _("Living together and public service")
    SELF_GOVERNMENT = "self_government", _("Self-government and volunteering")


class Source(models.TextChoices):
    """Who brought the idea; a dimension of all figures."""

    RESIDENT = "resident", p("source", "Resident")
    DELEGATE = "delegate", p("source", "Deputies' station")
    GRID = "grid", p("source", "Grid worker")
    HOUSEKEEPER = "housekeeper", p("source", "Volunteer housekeeper")
    PARTNER = "partner", p("source", "Partner unit")
    COMMUNITY = "community", p("source", "Community")
