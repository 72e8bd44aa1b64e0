"""The questions one may ask the public list; all stay in the address."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.lists.asking import Asking
from projects.delivery.kinds import Category, ProjectKind
from projects.delivery.queries import Filters
from projects.disclosure.stages import ALL, BY_NAME

YEARS_BACK = 6


def years() -> list[tuple[str, str]]:
    this = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this, this - YEARS_BACK, -1)]


class ListFilter(Asking):
    """Words, stage, place, kind, category, year."""

    hint = _("Lamp, handrail, course …")
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

    field_order = ("q", "area", "stage", "kind", "category", "year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["year"].choices = [("", _("All years")), *years()]

    def asked(self) -> Filters:
        found = self.found()
        stage = BY_NAME.get(found.get("stage") or "")
        return Filters(
            stage.states if stage else (),
            found.get("kind") or "",
            found.get("category") or "",
            self.place(),
            int(found["year"]) if found.get("year") else None,
            self.words(),
        )
