"""Lists of proposals on their way in."""

from django.urls import reverse

from core.lists.held import AbstractHeldList


class HeldList(AbstractHeldList):
    """One list of proposals a person sent and we checked: taken in whole, or not at all."""

    def get_absolute_url(self) -> str:
        return reverse("proposals:imported", args=[self.key])
