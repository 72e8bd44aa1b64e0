"""Asking for a report."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from core.accounts.models import User
from core.areas.models import Area
from core.counters.periods import Period
from portal.reports.queries import areas_to_report, months_to_report


class AreaChoice(forms.ModelChoiceField):
    """Areas by name, those below moved in."""

    def label_from_instance(self, obj: Any) -> str:
        indent = {Area.Level.SUBDISTRICT: "　", Area.Level.COMMUNITY: "　　"}
        return indent.get(obj.level, "") + str(obj.name)


class ReportForm(forms.Form):
    """Which area, which month; offers only what this person may ask for."""

    area = AreaChoice(queryset=Area.objects.none(), label=_("Area"), empty_label=None)
    month = forms.ChoiceField(label=_("Month"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {p.until.isoformat(): p for p in months_to_report()}
        self.fields["area"].queryset = areas_to_report(user)  # type: ignore[attr-defined]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (key, _label(period)) for key, period in self.periods.items()
        ]
        if month := next((k for k, p in self.periods.items() if p.months), None):
            self.fields["month"].initial = month

    @property
    def period(self) -> Period:
        """The chosen month, once the form is valid."""
        return self.periods[self.cleaned_data["month"]]


def _label(period: Period) -> str:
    name = date_format(period.since, pgettext("date format", "F Y"))
    if period.months:
        return name
    until = date_format(period.until, pgettext("date format", "j F"))
    return str(_("%(month)s, up to %(day)s")) % {"month": name, "day": until}
