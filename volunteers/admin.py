"""Admin pages of this wing, found here by Django and kept in the rooms."""

from volunteers.housekeepers import admin as housekeepers
from volunteers.wishes import admin as wishes

__all__ = ["housekeepers", "wishes"]
