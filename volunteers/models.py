"""The tables of this wing, one module per room."""

from volunteers.housekeepers.models import Housekeeper, Volunteer
from volunteers.wishes.claims import Claim, Invitation
from volunteers.wishes.held_lists import HeldList
from volunteers.wishes.marks import WishSettings
from volunteers.wishes.models import MicroWish

__all__ = [
    "Claim",
    "HeldList",
    "Housekeeper",
    "Invitation",
    "MicroWish",
    "Volunteer",
    "WishSettings",
]
