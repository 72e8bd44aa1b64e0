"""What is typed in about a council itself."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area
from projects.councils.bodies import CouncilCharter, CouncilMember, ResidentsCouncil
from projects.councils.majority import MAJORITY, QUORUM, Share

QUORUMS = {"2/3": QUORUM, "1/2": Share(1, 2), "3/4": Share(3, 4)}
MAJORITIES = {
    "more than 1/2": MAJORITY,
    "2/3": Share(2, 3),
    "3/4": Share(3, 4),
}
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CharterForm(forms.ModelForm):
    """A version of the charter: its text, and what a meeting counts by."""

    quorum = forms.ChoiceField(
        label=_("Members who must be there"),
        choices=[("2/3", _("Two thirds")), ("1/2", _("Half")), ("3/4", "3/4")],
        initial="2/3",
    )
    majority = forms.ChoiceField(
        label=_("Of those present who must say yes"),
        choices=[
            ("more than 1/2", _("More than half")),
            ("2/3", _("Two thirds")),
            ("3/4", "3/4"),
        ],
        initial="more than 1/2",
    )

    class Meta:
        model = CouncilCharter
        fields = ("text", "since", "days_between_meetings")
        widgets = {"text": forms.Textarea(attrs={"rows": 8}), "since": _DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # beside the form of a member, which asks since when as well
        super().__init__(*args, **{"auto_id": "charter_%s", **kwargs})

    def settings(self) -> dict[str, Any]:
        """What `adopt_charter` takes."""
        given = dict(self.cleaned_data)
        given["quorum"] = QUORUMS[given["quorum"]]
        given["majority"] = MAJORITIES[given["majority"]]
        return given


class PartyForm(forms.Form):
    """How many of a term's members are Party members: a number, never who."""

    party_members = forms.IntegerField(
        label=_("Of them Party members"), min_value=0, max_value=9999
    )


class CouncilForm(forms.ModelForm):
    """A new council with the first version of its charter."""

    area: "forms.ModelChoiceField[Area]" = forms.ModelChoiceField(
        queryset=Area.objects.none(), label=_("Community"), empty_label=None
    )
    text = forms.CharField(
        label=_("Charter"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    field_order = ("area", "name", "founded_on", "text")

    class Meta:
        model = ResidentsCouncil
        fields = ("name", "founded_on")
        widgets = {"founded_on": _DAY}

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # of its own field

    def area_chosen(self) -> Area:
        area: Area = self.cleaned_data["area"]
        return area


class MemberForm(forms.ModelForm):
    """Somebody takes office."""

    class Meta:
        model = CouncilMember
        fields = ("display_name", "phone", "role", "elected", "since")
        widgets = {"since": _DAY}


class LeaveForm(forms.Form):
    """The last day in office of one member: one that has come."""

    until = forms.DateField(label=_("Last day"), widget=_DAY)

    def __init__(self, *args: Any, member: CouncilMember, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"leave{member.pk}_%s", **kwargs})
        self.member = member
        span = {"min": member.since.isoformat(), "max": timezone.localdate().isoformat()}
        self.fields["until"].widget.attrs.update(span)

    def clean_until(self) -> dt.date:
        last: dt.date = self.cleaned_data["until"]
        if last < self.member.since:
            raise forms.ValidationError(_("That is before the day of taking office."))
        if last > timezone.localdate():
            raise forms.ValidationError(_("Please choose a day that has come."))
        return last


class TermForm(forms.Form):
    """The running term: seats, and how many of the members are in the Party."""

    number = forms.IntegerField(label=_("Term"), min_value=1, max_value=99)
    since = forms.DateField(label=_("Since"), widget=_DAY)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "term_%s", **kwargs})
