"""The questions one may ask the list of centres; all stay in the address."""

from typing import Any

from django import forms
from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _

from centres.directory.models import ServiceCentre, ServiceCentreQuerySet
from centres.directory.queries import named, open_states
from core.areas.models import Area
from core.areas.scope import within

MOST = 300  # rows one page shows; beyond it the visitor is asked to narrow the search
LEVEL_ORDER = {level: n for n, level in enumerate(ServiceCentre.Level.values)}


def area_choices(centres: ServiceCentreQuerySet) -> list[tuple[str, Any]]:
    """Subdistricts with centres, and below each its communities with centres."""
    rows = Area.objects.filter(pk__in=centres.values("area_id")).select_related("subdistrict")
    tree: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for area in rows.order_by("code"):
        street = area.subdistrict
        if street is None:
            continue
        below = tree.setdefault((street.code, street.name), [])
        if area.level == Area.Level.COMMUNITY:
            below.append((area.code, area.name))
    return [
        (name, [(code, _("All of %(name)s") % {"name": name}), *below])
        for (code, name), below in tree.items()
    ]


class CentreFilter(forms.Form):
    """Name or initials, kind, place, and "open now"."""

    q = forms.CharField(
        label=_("Name or address"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name or rstsq")}),
    )
    level = forms.ChoiceField(
        label=_("Kind of centre"),
        required=False,
        choices=[("", _("All kinds")), *ServiceCentre.Level.choices],
    )
    area = forms.ChoiceField(label=_("Where"), required=False)
    open = forms.BooleanField(label=_("Open now"), required=False)

    def __init__(self, *args: Any, centres: ServiceCentreQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centres = centres
        self.fields["area"].choices = [("", _("Everywhere")), *area_choices(centres)]  # type: ignore[attr-defined]

    def rows(self) -> list[ServiceCentre]:
        """The centres asked for, each with its `state`; a field in error asks nothing."""
        self.is_valid()
        asked = getattr(self, "cleaned_data", {})
        found = self.centres.select_related("area", "subdistrict")
        if asked.get("q"):
            found = named(found, asked["q"].strip())
        if asked.get("level"):
            found = found.filter(level=asked["level"])
        if asked.get("area"):
            found = found.filter(within(Area.objects.filter(code=asked["area"])))
        rank = Case(
            *(When(level=level, then=Value(n)) for level, n in LEVEL_ORDER.items()),
            output_field=IntegerField(),
        )
        rows = list(found.order_by(rank, "pinyin", "pk")[: MOST + 1])
        states = open_states(rows)
        for row in rows:
            row.state = states[row.pk]
        return [r for r in rows if r.state.is_open] if asked.get("open") else rows
