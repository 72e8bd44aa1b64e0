"""Asking for a report."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from core.accounts.models import User
from core.areas.models import Area
from core.counters.periods import Period, quarter_of
from portal.reports.funds import spans
from portal.reports.queries import areas_to_report, months_to_report

MOST_DAYS = 3653  # ten years, as a number of three hexadecimal digits
DAY = forms.DateInput(attrs={"type": "date"})


class AreaChoice(forms.ModelChoiceField):
    """Areas by name, those below moved in."""

    def label_from_instance(self, obj: Any) -> str:
        indent = {Area.Level.SUBDISTRICT: "　", Area.Level.COMMUNITY: "　　"}
        return indent.get(obj.level, "") + str(obj.name)


class FundsForm(forms.Form):
    """Which area, which stretch of which year, for a report on the money of micro-projects."""

    form = forms.CharField(initial="funds", widget=forms.HiddenInput)
    area = AreaChoice(queryset=Area.objects.none(), label=_("Area"), empty_label=None)
    year = forms.IntegerField(label=_("Year"), min_value=spans.FIRST_YEAR, max_value=2100)
    span = forms.ChoiceField(label=_("Period"))
    since = forms.DateField(label=_("From"), required=False, widget=DAY)
    until = forms.DateField(label=_("To"), required=False, widget=DAY)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="funds_%s", **kwargs)  # a second form of the page
        self.fields["area"].queryset = areas_to_report(user)  # type: ignore[attr-defined]
        self.fields["span"].choices = spans.choices()  # type: ignore[attr-defined]
        last = quarter_of(timezone.localdate()).previous()
        self.fields["year"].initial = last.since.year
        self.fields["span"].initial = f"q{(last.since.month + 2) // 3}"
        self.period: Period | None = None

    def clean(self) -> dict[str, Any]:
        """The period ends yesterday at the latest: a day that is not over would count half."""
        found = super().clean() or self.cleaned_data
        try:
            if found["span"] == spans.CUSTOM:
                if not (found["since"] and found["until"]):
                    raise forms.ValidationError({"since": _("Please enter both days.")})
                whole = Period(found["since"], found["until"])
            else:
                whole = spans.period_of(found["span"], found["year"])
        except KeyError:
            return found  # its own field says why
        except ValueError:
            raise forms.ValidationError({"until": _("It ends before it begins.")}) from None
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        if whole.since > yesterday:
            raise forms.ValidationError({"span": _("These days have not come yet.")})
        if whole.days > MOST_DAYS or whole.since.year < spans.FIRST_YEAR:
            raise forms.ValidationError({"until": _("At most ten years at a time.")})
        self.period = whole.up_to(yesterday)
        return found


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
