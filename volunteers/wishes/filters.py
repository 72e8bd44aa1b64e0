"""The questions one may ask the wall and the staff's list; all stay in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.lists.asking import Asking, StaffAsking
from volunteers.wishes.kinds import WishKind
from volunteers.wishes.queries import Filters
from volunteers.wishes.states import STATES

GOING_ON = ("published", "claimed", "contacted", "fulfilled")
STAGES = {
    "": GOING_ON,
    "waiting": ("published",),
    "helped": ("claimed", "contacted", "fulfilled"),
    "true": ("closed",),
}
TABS = {
    "look": ("submitted", "verifying"),
    "waiting": ("published",),
    "helped": ("claimed", "contacted"),
    "confirm": ("fulfilled",),
}
HINT = _("Walking stick, lamp, company …")


def _kinds() -> forms.ChoiceField:
    choices = [("", _("All kinds")), *WishKind.choices]
    return forms.ChoiceField(label=_("Kind"), required=False, choices=choices)


class WallFilter(Asking):
    """Words, kind, stage, place."""

    hint = HINT
    kind = _kinds()
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[
            ("", _("Still open")),
            ("waiting", _("Waiting for a helper")),
            ("helped", _("Being helped")),
            ("true", _("Come true")),
        ],
    )
    field_order = ("q", "kind", "stage", "area")

    def asked(self) -> Filters:
        found = self.found()
        stage = STAGES[found.get("stage") or ""]
        return Filters(stage, found.get("kind") or "", self.place(), self.words())


class StaffFilter(StaffAsking):
    """The same over all states, for the areas one answers for."""

    hint, states, tabs = HINT, STATES, TABS
    kind = _kinds()
    field_order = ("q", "status", "kind", "area", "tab")

    def asked(self) -> Filters:
        kind = self.found().get("kind") or ""
        return Filters(self.statuses(), kind, self.place(), self.words())
