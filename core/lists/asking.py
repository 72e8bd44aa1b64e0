"""What people may ask a list: words, a place, and what a room adds. All stays in the address."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.accounts.queries import served_areas
from core.areas.models import Area
from core.areas.scope import within
from core.workflow.table import State

LONGEST_QUESTION = 40  # characters
MOST_PLACES = 200  # choices a visitor can still look through
Choices = list[tuple[str, Any]]


class Asking(forms.Form):
    """Words and a place, for everybody. A field in error asks nothing.

    `hint` stands in the empty field for words.
    """

    hint: ClassVar[str | Promise] = ""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    area = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["q"].widget.attrs["placeholder"] = self.hint
        fields["area"].choices = self.places()

    def places(self) -> Choices:
        return [("", _("Everywhere")), *places_served()]

    def found(self) -> dict[str, Any]:
        """What was understood of it."""
        self.is_valid()
        return dict(getattr(self, "cleaned_data", {}))

    def words(self) -> str:
        return str(self.found().get("q") or "").strip()

    def place(self) -> Area | None:
        code = self.found().get("area")
        return Area.objects.filter(code=code).first() if code else None


class StaffAsking(Asking):
    """The same of the communities one answers for, with the state of a matter or a tab of them."""

    states: ClassVar[Sequence[State]] = ()
    tabs: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    status = forms.ChoiceField(label=_("Status"), required=False)
    tab = forms.ChoiceField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: tuple[Area, ...], **kwargs: Any) -> None:
        self.areas = areas
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["status"].choices = [("", _("All")), *((s.name, s.label) for s in self.states)]
        fields["tab"].choices = [(name, name) for name in self.tabs]

    def places(self) -> Choices:
        inside = Area.objects.filter(within(self.areas), level=Area.Level.COMMUNITY)
        return [("", _("All communities")), *inside.order_by("code").values_list("code", "name")]

    def statuses(self) -> tuple[str, ...]:
        """The state asked for, or those of the tab; none of them means all."""
        found = self.found()
        return (found["status"],) if found.get("status") else self.tabs.get(found.get("tab"), ())


def places_served() -> Choices:
    """Subdistricts and their communities, by code; where there are many, subdistricts only."""
    served = Area.objects.filter(within(served_areas())).order_by("code")
    rows = served.filter(level=Area.Level.COMMUNITY).values_list(
        "code", "name", "subdistrict__code", "subdistrict__name"
    )[: MOST_PLACES + 1]
    if len(rows) > MOST_PLACES:
        return _subdistricts(served)
    tree: dict[tuple[str, str], list[tuple[str, Any]]] = {}
    for code, name, above, above_name in rows:
        tree.setdefault((above or "", above_name or ""), []).append((code, name))
    return [
        (name, [(code, _("All of %(name)s") % {"name": name}), *below] if code else below)
        for (code, name), below in tree.items()
    ]


def _subdistricts(served: Any) -> Choices:
    tree: dict[str, list[tuple[str, str]]] = {}
    rows = served.filter(level=Area.Level.SUBDISTRICT)
    for code, name, district in rows.values_list("code", "name", "district__name")[:MOST_PLACES]:
        tree.setdefault(district or "", []).append((code, name))
    return list(tree.items())
