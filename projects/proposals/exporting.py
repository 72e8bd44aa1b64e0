"""A list of proposals as a file for a spreadsheet: masked, and never computing anything."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.lists.export import Cell, Export, day_of
from core.privacy.masking import mask_name, mask_phone

PROPOSALS = Export(
    "proposals",
    (
        Cell(_("Number"), attrgetter("code")),
        Cell(pgettext_lazy("column", "Proposal"), attrgetter("title")),
        Cell(_("Status"), lambda p: str(p.state.label)),
        Cell(_("Community"), attrgetter("area.name")),
        Cell(_("Where"), attrgetter("place")),
        Cell(_("Kind"), lambda p: p.get_kind_display()),
        Cell(_("Category"), lambda p: p.get_category_display()),
        Cell(_("Rough cost (yuan)"), attrgetter("rough_cost"), yuan=True),
        Cell(_("People behind it"), attrgetter("support")),
        Cell(_("Who brought the idea"), lambda p: p.get_source_display()),
        Cell(_("How it came in"), lambda p: p.get_channel_display()),
        Cell(_("Name (masked)"), lambda p: mask_name(p.contact_name)),
        Cell(_("Phone (masked)"), lambda p: mask_phone(p.contact_phone)),
        Cell(_("Received on"), lambda p: day_of(p.created_at)),
        Cell(_("Due"), lambda p: day_of(p.due_at)),
    ),
)
