"""The questions one may ask the public list and the staff's list; all stay in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.lists.asking import Asking, StaffAsking
from projects.delivery.kinds import Source
from projects.proposals.queries import Filters
from projects.proposals.states import OPEN, STATES

TABS = {
    "look": ("submitted", "screening"),
    "asked": ("returned",),
    "listed": ("shortlisted",),
}
STAGES = {"": (), "open": OPEN, "listed": ("shortlisted",)}
HINT = _("Steps, lamp, charging …")


class PublicFilter(Asking):
    """Words, stage, place, and the call when one comes from there."""

    hint = HINT
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[
            ("", _("All stages")),
            ("open", _("Being looked at")),
            ("listed", _("Shortlisted")),
        ],
    )
    call = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)
    field_order = ("q", "stage", "area", "call")

    def asked(self) -> Filters:
        found = self.found()
        stage = STAGES[found.get("stage") or ""]
        return Filters(stage, area=self.place(), q=self.words(), call=found.get("call") or "")


class StaffFilter(StaffAsking):
    """The same over all states, for the areas one answers for."""

    hint, states, tabs = HINT, STATES, TABS
    source = forms.ChoiceField(
        label=_("Who brought the idea"), required=False, choices=[("", _("All")), *Source.choices]
    )
    field_order = ("q", "status", "source", "area", "tab")

    def asked(self) -> Filters:
        source = self.found().get("source") or ""
        return Filters(self.statuses(), source, self.place(), self.words())
