"""The tables of this wing, one module per room."""

from volunteers.housekeepers.models import Housekeeper, Volunteer
from volunteers.wishes.claims import Claim, Invitation
from volunteers.wishes.marks import CodeSequence, WishSettings
from volunteers.wishes.models import MicroWish

__all__ = [
    "Claim",
    "CodeSequence",
    "Housekeeper",
    "Invitation",
    "MicroWish",
    "Volunteer",
    "WishSettings",
]
