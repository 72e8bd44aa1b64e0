"""What one may ask of lists of books and entries; all stays in the address."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.area_settings import LEVELS, indented
from core.areas.models import Area
from core.areas.scope import within
from projects.funding.kinds import ProgrammeKind
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation
from projects.funding.table import EntryKind

LONGEST = 40


class BookChoice(forms.Form):
    """Which book to verify."""

    book = forms.CharField(label=_("Number of the book"), max_length=LONGEST)

    def asked(self) -> FundAllocation | None:
        if not self.is_valid():
            return None
        code = self.cleaned_data["book"].strip().upper()
        rows = FundAllocation.objects.select_related("programme", "area")
        return rows.filter(code=code).first() if code else None


class BookFilter(forms.Form):
    """Year, programme, place."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int)
    kind = forms.ChoiceField(
        label=_("Programme"),
        required=False,
        choices=[("", _("All programmes")), *ProgrammeKind.choices],
    )
    area = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(self, *args: Any, areas: tuple[Area, ...], years: list[int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.years = years
        self.areas = {
            area.code: area
            for area in Area.objects.filter(within(areas), level__in=LEVELS).order_by("code")
        }
        self.fields["year"].choices = [(y, str(y)) for y in years]  # type: ignore[attr-defined]
        self.fields["year"].initial = self.this_year
        self.fields["area"].choices = [  # type: ignore[attr-defined]
            ("", _("Everywhere")),
            *((code, indented(area)) for code, area in self.areas.items()),
        ]

    @property
    def this_year(self) -> int:
        today = timezone.localdate().year
        return today if today in self.years or not self.years else self.years[0]

    def asked(self) -> tuple[int, str, Area | None]:
        """Year, kind of programme, area; a field in error asks nothing."""
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        year = found.get("year") or self.this_year
        return year, found.get("kind") or "", self.areas.get(found.get("area") or "")


class EntryFilter(forms.Form):
    """What, which project, from when to when."""

    kind = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", _("Everything")), *EntryKind.choices]
    )
    project = forms.CharField(label=_("Number of the project"), required=False, max_length=24)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def narrowed(self, rows: QuerySet[LedgerEntry]) -> QuerySet[LedgerEntry]:
        """The rows that fit; a field in error asks nothing."""
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        if found.get("kind"):
            rows = rows.filter(kind=found["kind"])
        if found.get("project"):
            rows = rows.filter(project__code__iexact=found["project"].strip())
        if found.get("since"):
            rows = rows.filter(on__gte=found["since"])
        if found.get("until"):
            rows = rows.filter(on__lte=found["until"])
        return rows
