"""The grid of a week, and a dated exception with its reason."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centres.directory.hours import Span
from centres.directory.models import Weekday
from centres.directory.services import check_spans

SPANS = 3  # spans a day the grid offers: morning, afternoon, evening
LONGEST = dt.timedelta(days=366)
CLOCK = re.compile(r"([0-9]{1,2}):?([0-9]{2})?")


class ClockField(forms.CharField):
    """A time of day as a clerk types it: 8:30, 830, 0830, 8：30. 24:00 is read as 23:59."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": "08:30", "autocomplete": "off"}
        widget = forms.TextInput(attrs={**attrs, **kwargs.pop("attrs", {})})
        super().__init__(required=False, max_length=8, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, dt.time) else value

    def clean(self, value: Any) -> dt.time | None:
        text = unicodedata.normalize("NFKC", super().clean(value)).strip()
        if not text:
            return None
        typed = CLOCK.fullmatch(text)
        if typed is None:
            raise ValidationError(_("Please write the time like 08:30."))
        hour, minute = int(typed[1]), int(typed[2] or 0)
        if (hour, minute) == (24, 0):
            return dt.time(23, 59)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Please write the time like 08:30."))
        return dt.time(hour, minute)


def _grid_clock(day: Weekday, n: int, label: Any) -> ClockField:
    spoken = f"{day.label} {n + 1} {label}"
    return ClockField(
        label=label, attrs={"class": "form-control", "aria-label": spoken, "placeholder": ""}
    )


class SpansForm(forms.Form):
    """Shared by both: pairs of clock fields read as spans."""

    def read_spans(self, prefix: str, count: int) -> list[Span]:
        """The spans typed under a prefix. Raises ValidationError for half a span or an overlap."""
        spans = []
        for n in range(count):
            opens = self.cleaned_data.get(f"{prefix}opens{n}")
            closes = self.cleaned_data.get(f"{prefix}closes{n}")
            if (opens is None) != (closes is None):
                raise ValidationError(_("Opening and closing come together."))
            if opens is not None and closes is not None:
                spans.append(Span(opens, closes))
        check_spans(spans)
        return sorted(spans, key=lambda s: s.opens)


class WeekForm(SpansForm):
    """Seven days with up to three spans each; Tuesday to Friday may follow Monday."""

    like_monday = forms.BooleanField(label=_("Tuesday to Friday as on Monday"), required=False)

    def __init__(self, *args: Any, week: Mapping[int, Sequence[Span]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in Weekday:
            spans = week.get(day, [])
            for n in range(SPANS):
                opens = _grid_clock(day, n, _("Opens"))
                closes = _grid_clock(day, n, _("Closes"))
                if n < len(spans):
                    opens.initial, closes.initial = spans[n].opens, spans[n].closes
                self.fields[f"{day.value}-opens{n}"] = opens
                self.fields[f"{day.value}-closes{n}"] = closes

    def days(self) -> list[dict[str, Any]]:
        """The grid for the template: one row a day, pairs of bound fields, the row's errors."""
        return [
            {
                "day": day,
                "label": day.label,
                "pairs": [
                    (self[f"{day.value}-opens{n}"], self[f"{day.value}-closes{n}"])
                    for n in range(SPANS)
                ],
                "problem": self.problems.get(day.value, ""),
            }
            for day in Weekday
        ]

    @property
    def problems(self) -> dict[int, str]:
        return getattr(self, "_problems", {})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._problems: dict[int, str] = {}
        week: dict[int, list[Span]] = {}
        for day in Weekday:
            source = Weekday.MONDAY if self._follows_monday(day) else day
            try:
                week[day.value] = self.read_spans(f"{source.value}-", SPANS)
            except ValidationError as error:
                self._problems[day.value] = " ".join(error.messages)
        if self._problems:
            raise ValidationError(_("Some days need another look."))
        self.week = {day: spans for day, spans in week.items() if spans}
        return cleaned

    def _follows_monday(self, day: Weekday) -> bool:
        weekday = Weekday.TUESDAY <= day <= Weekday.FRIDAY
        return weekday and bool(self.cleaned_data.get("like_monday"))


class ExceptionForm(SpansForm):
    """Which days, closed or other hours, and why."""

    since = forms.DateField(
        label=_("First day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave empty for a single day."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    closed = forms.TypedChoiceField(
        label=_("On these days"),
        choices=[("1", _("Closed all day")), ("0", _("Open at other hours"))],
        coerce=lambda value: value == "1",
        initial="1",
        widget=forms.RadioSelect,
    )
    opens0 = ClockField(label=_("Opens"))
    closes0 = ClockField(label=_("Closes"))
    opens1 = ClockField(label=_("Opens again"))
    closes1 = ClockField(label=_("Closes"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=120,
        help_text=_("Everyone sees it: power cut, typhoon, free clinic …"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until") or cleaned.get("since")
        cleaned["until"] = until
        if since and until:
            if until < since:
                self.add_error("until", _("The last day must not come before the first."))
            elif until < timezone.localdate():
                self.add_error("since", _("These days are over."))
            elif until - since > LONGEST:
                self.add_error("until", _("That is longer than a year. Change the week instead."))
        self.spans: list[Span] = []
        if cleaned.get("closed") is False:
            self.spans = self.read_spans("", 2)
            if not self.spans and not self.errors:
                self.add_error("opens0", _("Please enter the hours, or choose closed."))
        return cleaned
