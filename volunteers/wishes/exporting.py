"""A list of wishes as a file for a spreadsheet: masked, and never computing anything."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.lists.export import Cell, Export, day_of
from core.privacy.masking import mask_name, mask_phone

WISHES = Export(
    "wishes",
    (
        Cell(_("Number"), attrgetter("code")),
        Cell(pgettext_lazy("column", "Wish"), attrgetter("title")),
        Cell(_("Kind"), lambda w: w.get_kind_display()),
        Cell(_("Status"), lambda w: str(w.state.label)),
        Cell(_("Community"), attrgetter("area.name")),
        Cell(_("Estimated value (yuan)"), attrgetter("estimated_value")),
        Cell(_("Age"), lambda w: w.get_age_band_display()),
        Cell(_("How it came in"), lambda w: w.get_channel_display()),
        Cell(_("Who enters it?"), lambda w: w.get_spoken_for_display()),
        Cell(_("Name (masked)"), lambda w: mask_name(w.contact_name)),
        Cell(_("Phone (masked)"), lambda w: mask_phone(w.contact_phone)),
        Cell(_("Received on"), lambda w: day_of(w.created_at)),
        Cell(_("Due"), lambda w: day_of(w.due_at)),
        Cell(_("On the wall since"), lambda w: day_of(w.published_at)),
        Cell(_("Come true on"), lambda w: day_of(w.closed_at)),
    ),
)
