"""The questions one may ask the wall and the staff's list; all stay in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area
from core.areas.scope import within
from volunteers.wishes.kinds import WishKind
from volunteers.wishes.models import MicroWish
from volunteers.wishes.queries import Filters
from volunteers.wishes.states import STATES

LONGEST_QUESTION = 40
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


def places_with_wishes() -> list[tuple[str, Any]]:
    """Subdistricts and their communities where the portal is in use, by code."""
    used = MicroWish.objects.order_by().values("community").distinct()
    tree: dict[tuple[str, str], list[tuple[str, str]]] = {}
    rows = Area.objects.filter(pk__in=used).select_related("subdistrict", "district")
    for area in rows.order_by("code"):
        above = area.subdistrict or area.district
        if above is not None:
            tree.setdefault((above.code, above.name), []).append((area.code, area.name))
    return [
        (name, [(code, _("All of %(name)s") % {"name": name}), *below])
        for (code, name), below in tree.items()
    ]


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
        self.fields["area"].choices = [("", _("Everywhere")), *places_with_wishes()]  # type: ignore[attr-defined]

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
        super().__init__(*args, **kwargs)
        if all(area.level == Area.Level.COMMUNITY for area in areas) and len(areas) < 2:
            del self.fields["area"]  # nothing to choose between
            return
        inside = Area.objects.filter(level=Area.Level.COMMUNITY).filter(within(areas))
        choices = [(a.code, a.name) for a in inside.order_by("code")[:2000]]
        self.fields["area"].choices = [("", _("All communities")), *choices]  # type: ignore[attr-defined]

    def asked(self) -> Filters:
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        area = Area.objects.filter(code=found["area"]).first() if found.get("area") else None
        tab = TABS.get(found.get("tab") or "", ())
        statuses = (found["status"],) if found.get("status") else tab
        return Filters(statuses, found.get("kind") or "", area, (found.get("q") or "").strip())
