"""How a claimer comes to the wisher: through the community, or directly if she chose so."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from volunteers.wishes.kinds import ContactMode

GO_BETWEEN = _("through the community, which arranges the meeting")
DIRECT = _("directly; the phone number is on the page of the wish")


def way_to_wisher(wish: Any) -> Promise:
    """The sentence for the claimer; never the number itself."""
    return DIRECT if wish.contact_mode == ContactMode.DIRECT else GO_BETWEEN
