"""What is typed in about an election to a council."""

from django import forms

from projects.councils.elections.models import CouncilElection, ElectionCandidate

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ElectionForm(forms.ModelForm):
    """The record, as far as it is known."""

    class Meta:
        model = CouncilElection
        fields = (
            "term_number",
            "seats",
            "is_by_election",
            "committee",
            "committee_formed_on",
            "method",
            "held_on",
            "entitled",
            "voted",
        )
        widgets = {
            "committee": forms.Textarea(attrs={"rows": 3}),
            "method": forms.Textarea(attrs={"rows": 3}),
            "committee_formed_on": _DAY,
            "held_on": _DAY,
        }


class CandidateForm(forms.ModelForm):
    """Somebody who stands."""

    class Meta:
        model = ElectionCandidate
        fields = ("display_name", "phone", "role", "about")
