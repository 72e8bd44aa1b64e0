"""What staff type about money."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.area_settings import LEVELS, indented
from core.areas.models import Area
from core.areas.scope import within
from projects.funding.caps import FundCap
from projects.funding.kinds import ProgrammeKind, ProjectKind
from projects.funding.memos import LONGEST
from projects.funding.programmes import FundAllocation, FundProgramme

CENT = Decimal("0.01")


def amount_field(label: Any = None, **more: Any) -> forms.DecimalField:
    """Yuan and fen."""
    widget = forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01", "min": "0.01"})
    return forms.DecimalField(
        label=label or _("Amount (yuan)"),
        max_digits=14,
        decimal_places=2,
        min_value=CENT,
        widget=widget,
        **more,
    )


def memo_field() -> forms.CharField:
    return forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST,
        help_text=_("Everybody can read it, for ever: a document's number, but no names."),
    )


class AllocateForm(forms.Form):
    """Money into a book, or free money out of it."""

    direction = forms.ChoiceField(
        label=_("What"),
        choices=[("allocate", _("Allocate to this book")), ("take_back", _("Take money back"))],
        widget=forms.RadioSelect,
        initial="allocate",
    )
    amount = amount_field()
    memo = memo_field()


def _year_field() -> forms.IntegerField:
    return forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)


class OpenForm(forms.Form):
    """A new book, with its first allocation."""

    programme = forms.ModelChoiceField(label=_("Programme"), queryset=FundProgramme.objects.none())
    area = forms.ModelChoiceField(
        label=_("Area"), queryset=Area.objects.none(), to_field_name="code"
    )
    year = _year_field()
    amount = amount_field()
    memo = memo_field()

    def __init__(self, *args: Any, areas: tuple[Area, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = FundProgramme.objects.exclude(kind=ProgrammeKind.SOCIAL).order_by("code")
        districts = [area.district_id or area.pk for area in areas]
        self.fields["programme"].queryset = programmes.filter(  # type: ignore[attr-defined]
            area__in=districts
        )
        places = Area.objects.filter(within(areas), level__in=LEVELS).order_by("code")
        self.fields["area"].queryset = places  # type: ignore[attr-defined]
        self.fields["area"].label_from_instance = indented  # type: ignore[attr-defined]
        self.fields["year"].initial = timezone.localdate().year

    def clean(self) -> dict[str, Any]:
        """One book for a programme, area and year; more money goes into that one."""
        found: dict[str, Any] = super().clean() or {}
        which = {name: found.get(name) for name in ("programme", "area", "year")}
        if all(which.values()) and FundAllocation.objects.filter(**which).exists():
            self.add_error("area", _("There is such a book already. Please allocate to it."))
        return found


class ProgrammeForm(forms.ModelForm):
    """One programme of a district."""

    class Meta:
        model = FundProgramme
        fields = ("name", "code", "kind", "floor", "for_projects", "unspent")
        widgets = {"code": forms.TextInput(attrs={"autocapitalize": "characters"})}
        help_texts = {
            "code": _("Two to six capitals, such as MS; they stay for good."),
            "floor": _("Leave it empty where there is no floor."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [c for c in ProgrammeKind.choices if c[0] != ProgrammeKind.SOCIAL]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["code"].disabled = True  # it stands in the numbers of its books


class CapForm(forms.Form):
    """Caps of an area from a year on; both empty removes them."""

    area = forms.ModelChoiceField(
        label=_("Area"), queryset=Area.objects.none(), to_field_name="code", empty_label=None
    )
    year = _year_field()
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *ProjectKind.choices]
    )
    per_project_max = amount_field(
        FundCap._meta.get_field("per_project_max").verbose_name, required=False
    )
    per_year_max = amount_field(
        FundCap._meta.get_field("per_year_max").verbose_name, required=False
    )

    def __init__(self, *args: Any, areas: tuple[Area, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Area.objects.filter(within(areas), level__in=LEVELS).order_by("code")
        self.fields["area"].queryset = places  # type: ignore[attr-defined]
        self.fields["area"].label_from_instance = indented  # type: ignore[attr-defined]
        self.fields["year"].initial = timezone.localdate().year


class ExceptionForm(forms.Form):
    """Why a project needs more than its cap."""

    amount = amount_field(_("Up to (yuan)"))
    reason = forms.CharField(
        label=_("Why the cap is not enough"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is published with the project. Please name nobody."),
    )


class DecisionForm(forms.Form):
    """The other person's word on it."""

    approve = forms.ChoiceField(
        label=_("The decision"),
        choices=[("yes", _("Approve")), ("no", _("Decline"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
