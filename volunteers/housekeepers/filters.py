"""Narrowing a list of volunteers; all of it stays in the address."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area
from core.areas.scope import within
from volunteers.housekeepers.interests import Interest, words_for
from volunteers.housekeepers.models import Housekeeper, Volunteer


class VolunteerFilter(forms.Form):
    """Number, interest, part, community. Names are encrypted and cannot be searched."""

    q = forms.CharField(
        label=_("Volunteer number"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    interest = forms.ChoiceField(
        label=_("Glad to help with"),
        required=False,
        choices=[("", _("Anything")), *Interest.choices],
    )
    part = forms.ChoiceField(
        label=_("Part"),
        required=False,
        choices=[("", _("All volunteers")), ("housekeeper", _("Housekeepers"))],
    )
    area = forms.ModelChoiceField(
        label=_("Community"),
        queryset=Area.objects.none(),
        required=False,
        to_field_name="code",
        empty_label=_("All communities"),
    )

    def __init__(self, *args: Any, areas: tuple[Area, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if all(area.level == Area.Level.COMMUNITY for area in areas) and len(areas) < 2:
            del self.fields["area"]  # nothing to choose between
            return
        places = Area.objects.filter(level=Area.Level.COMMUNITY).filter(within(areas))
        self.fields["area"].queryset = places.order_by("code")[:2000]  # type: ignore[attr-defined]

    def narrowed(self, rows: "QuerySet[Volunteer]") -> "QuerySet[Volunteer]":
        """The rows asked for; a field in error asks nothing."""
        self.is_valid()
        asked = getattr(self, "cleaned_data", {})
        if number := (asked.get("q") or "").strip():
            rows = rows.filter(volunteer_number__startswith=number)
        if interest := asked.get("interest"):
            rows = rows.filter(interests__overlap=words_for(interest))
        if asked.get("part"):
            terms = Housekeeper.objects.serving().filter(volunteer=OuterRef("pk"))
            rows = rows.filter(Exists(terms))
        if area := asked.get("area"):
            rows = rows.within(area)  # type: ignore[attr-defined]
        return rows
