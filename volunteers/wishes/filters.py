"""The questions one may ask the wall and the staff's list; all stay in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.accounts.queries import served_areas
from core.areas.models import Area
from core.areas.scope import within
from volunteers.wishes.kinds import WishKind
from volunteers.wishes.queries import Filters
from volunteers.wishes.states import STATES

LONGEST_QUESTION = 40
MOST_PLACES = 200  # choices a visitor can still look through
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


def places_served() -> list[tuple[str, Any]]:
    """Subdistricts and their communities, by code; where there are many, subdistricts only."""
    served = Area.objects.filter(within(served_areas())).order_by("code")
    rows = served.filter(level=Area.Level.COMMUNITY).values_list(
        "code", "name", "subdistrict__code", "subdistrict__name"
    )[: MOST_PLACES + 1]
    if len(rows) > MOST_PLACES:
        return _subdistricts(served)
    tree: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for code, name, above, above_name in rows:
        tree.setdefault((above or "", above_name or ""), []).append((code, name))
    return [
        (name, [(code, _("All of %(name)s") % {"name": name}), *below] if code else below)
        for (code, name), below in tree.items()
    ]


def _subdistricts(served: Any) -> list[tuple[str, Any]]:
    tree: dict[str, list[tuple[str, str]]] = {}
    rows = served.filter(level=Area.Level.SUBDISTRICT)
    for code, name, district in rows.values_list("code", "name", "district__name")[:MOST_PLACES]:
        tree.setdefault(district or "", []).append((code, name))
    return list(tree.items())


class WallFilter(forms.Form):
    """Kind, stage, place, words."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Walking stick, lamp, company …")}
        ),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *WishKind.choices]
    )
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
    area = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = self.places()  # type: ignore[attr-defined]

    def places(self) -> list[tuple[str, Any]]:
        return [("", _("Everywhere")), *places_served()]

    def asked(self) -> Filters:
        """What is asked; a field in error asks nothing."""
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        area = Area.objects.filter(code=found["area"]).first() if found.get("area") else None
        stage = STAGES[found.get("stage") or ""]
        return Filters(stage, found.get("kind") or "", area, (found.get("q") or "").strip())


class StaffFilter(WallFilter):
    """The same over all states, for the areas one answers for."""

    stage = None  # type: ignore[assignment]
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("All")), *((s.name, s.label) for s in STATES)],
    )
    tab = forms.ChoiceField(
        required=False, choices=[(name, name) for name in TABS], widget=forms.HiddenInput
    )
    field_order = ("q", "status", "kind", "area", "tab")

    def __init__(self, *args: Any, areas: tuple[Area, ...], **kwargs: Any) -> None:
        self.areas = areas
        super().__init__(*args, **kwargs)

    def places(self) -> list[tuple[str, Any]]:
        inside = Area.objects.filter(level=Area.Level.COMMUNITY).filter(within(self.areas))
        return [("", _("All communities")), *inside.order_by("code").values_list("code", "name")]

    def asked(self) -> Filters:
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        area = Area.objects.filter(code=found["area"]).first() if found.get("area") else None
        tab = TABS.get(found.get("tab") or "", ())
        statuses = (found["status"],) if found.get("status") else tab
        return Filters(statuses, found.get("kind") or "", area, (found.get("q") or "").strip())
