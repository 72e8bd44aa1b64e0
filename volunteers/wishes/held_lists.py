"""Lists of wishes on their way in."""

from django.urls import reverse

from core.lists.held import AbstractHeldList


class HeldList(AbstractHeldList):
    """One list of wishes a person sent and we checked: taken in whole, or not at all."""

    def get_absolute_url(self) -> str:
        return reverse("wishes:imported", args=[self.key])
