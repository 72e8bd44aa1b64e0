"""The questions one may ask the public list and the staff's list; all stay in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.accounts.queries import served_areas
from core.areas.models import Area
from core.areas.scope import within
from projects.delivery.kinds import Source
from projects.proposals.queries import Filters
from projects.proposals.states import OPEN, STATES

TABS = {
    "look": ("submitted", "screening"),
    "asked": ("returned",),
    "listed": ("shortlisted",),
}
STAGES = {"": (), "open": OPEN, "listed": ("shortlisted",)}
MOST_PLACES = 200


class PublicFilter(forms.Form):
    """Words, stage, place, and the call when one comes from there."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Steps, lamp, charging …")}
        ),
    )
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[
            ("", _("All stages")),
            ("open", _("Being looked at")),
            ("listed", _("Shortlisted")),
        ],
    )
    area = forms.ChoiceField(label=_("Where"), required=False)
    call = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = self.places()  # type: ignore[attr-defined]

    def places(self) -> list[tuple[str, Any]]:
        served = Area.objects.filter(within(served_areas()), level=Area.Level.COMMUNITY)
        names = served.order_by("code").values_list("code", "name")[:MOST_PLACES]
        return [("", _("Everywhere")), *names]

    def found(self) -> dict[str, Any]:
        """What was understood; a field in error asks nothing."""
        self.is_valid()
        return dict(getattr(self, "cleaned_data", {}))

    def asked(self) -> Filters:
        found = self.found()
        return Filters(
            STAGES[found.get("stage") or ""],
            area=_area(found),
            q=(found.get("q") or "").replace("\0", "").strip(),
            call=(found.get("call") or "").replace("\0", ""),
        )


class StaffFilter(PublicFilter):
    """The same over all states, for the areas one answers for."""

    stage = call = None  # type: ignore[assignment]
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("All")), *((s.name, s.label) for s in STATES)],
    )
    source = forms.ChoiceField(
        label=_("Who brought the idea"), required=False, choices=[("", _("All")), *Source.choices]
    )
    tab = forms.ChoiceField(
        required=False, choices=[(name, name) for name in TABS], widget=forms.HiddenInput
    )
    field_order = ("q", "status", "source", "area", "tab")

    def __init__(self, *args: Any, areas: tuple[Area, ...], **kwargs: Any) -> None:
        self.areas = areas
        super().__init__(*args, **kwargs)

    def places(self) -> list[tuple[str, Any]]:
        inside = Area.objects.filter(level=Area.Level.COMMUNITY).filter(within(self.areas))
        return [("", _("All communities")), *inside.order_by("code").values_list("code", "name")]

    def asked(self) -> Filters:
        found = self.found()
        tab = TABS.get(found.get("tab") or "", ())
        statuses = (found["status"],) if found.get("status") else tab
        return Filters(
            statuses, found.get("source") or "", _area(found), (found.get("q") or "").strip()
        )


def _area(found: dict[str, Any]) -> Area | None:
    return Area.objects.filter(code=found["area"]).first() if found.get("area") else None
