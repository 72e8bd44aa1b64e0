"""The questions one may ask the public list; all stay in the address."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.accounts.queries import served_areas
from core.areas.models import Area
from core.areas.scope import within
from projects.delivery.kinds import Category, ProjectKind
from projects.delivery.queries import Filters
from projects.disclosure.stages import ALL, BY_NAME

LONGEST_QUESTION = 40
MOST_PLACES = 200  # choices a visitor can still look through
YEARS_BACK = 6


def places_served() -> list[tuple[str, Any]]:
    """Subdistricts with their communities, by code; where there are many, subdistricts only."""
    served = Area.objects.filter(within(served_areas())).order_by("code")
    rows = served.filter(level=Area.Level.COMMUNITY).values_list(
        "code", "name", "subdistrict__code", "subdistrict__name"
    )[: MOST_PLACES + 1]
    if len(rows) > MOST_PLACES:
        above = served.filter(level=Area.Level.SUBDISTRICT).values_list("code", "name")
        return list(above[:MOST_PLACES])
    tree: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for code, name, above_code, above_name in rows:
        tree.setdefault((above_code or "", above_name or ""), []).append((code, name))
    return [
        (name, [(code, _now("All of %(name)s") % {"name": name}), *below] if code else below)
        for (code, name), below in tree.items()
    ]


def years() -> list[tuple[str, str]]:
    this = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this, this - YEARS_BACK, -1)]


class ListFilter(forms.Form):
    """Words, stage, place, kind, category, year."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Lamp, handrail, course …")}
        ),
    )
    area = forms.ChoiceField(label=_("Where"), required=False)
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[("", _("All stages")), *((stage.name, stage.label) for stage in ALL)],
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *ProjectKind.choices]
    )
    category = forms.ChoiceField(
        label=_("Category"), required=False, choices=[("", _("All categories")), *Category.choices]
    )
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["area"].choices = [("", _("Everywhere")), *places_served()]
        fields["year"].choices = [("", _("All years")), *years()]

    def asked(self) -> Filters:
        """What is asked; a field in error asks nothing."""
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        area = Area.objects.filter(code=found["area"]).first() if found.get("area") else None
        stage = BY_NAME.get(found.get("stage") or "")
        return Filters(
            stage.states if stage else (),
            found.get("kind") or "",
            found.get("category") or "",
            area,
            int(found["year"]) if found.get("year") else None,
            (found.get("q") or "").strip(),
        )
