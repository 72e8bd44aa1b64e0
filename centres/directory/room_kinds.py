"""What rooms are for: the facilities of a centre (七大功能区 and the usual extras)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoomKind(models.TextChoices):
    HALL = "hall", _("Service hall")
    SECRETARY = "secretary", _("Secretary's studio")
    COUNCIL = "council", _("Residents' council room")
    MEDIATION = "mediation", _("Mediation room")
    LEGAL = "legal", _("Legal advice room")
    COUNSELLING = "counselling", _("Counselling room")
    PARTY = "party", _("Party members' room")
    MULTI = "multi", _("Multi-purpose hall")
    READING = "reading", _("Reading room")
    CALLIGRAPHY = "calligraphy", _("Calligraphy and painting room")
    PHOTO = "photo", _("Photography room")
    COMPUTER = "computer", _("Computer room")
    DANCE = "dance", _("Dance room")
    FITNESS = "fitness", _("Fitness room")
    CHESS = "chess", _("Chess and cards room")
    TABLE_TENNIS = "table_tennis", _("Table tennis room")
    CHILDREN = "children", _("Children's home")
    AFTER_SCHOOL = "after_school", _("After-school class")
    NURSING = "nursing", _("Nursing room")
    ELDERS = "elders", _("Elders' day room")
    MEALS = "meals", _("Elders' canteen")
    VOLUNTEERS = "volunteers", _("Volunteer station")
    OUTDOOR_WORKERS = "outdoor_workers", _("Outdoor workers' stop")
    KITCHEN = "kitchen", _("Shared kitchen")
    SQUARE = "square", _("Roof garden or square")
    OTHER = "other", _("Other room")
