"""What a check asks for: of whoever reports, and of whoever looks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.privacy.phones import validate_phone
from core.workflow.forms import TransitionForm
from projects.delivery.checks import SiteCheck


class ReportForm(forms.Form):
    """One report about a project; name and phone may stay empty."""

    matter = forms.ChoiceField(
        label=_("What is wrong?"), choices=SiteCheck.Matter.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What do you see there?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact_name = forms.CharField(label=_("Your name"), max_length=60, required=False)
    contact_phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        validators=[validate_phone],
        help_text=_("For the answer. Only those who look into it see name and phone."),
    )


class MendForm(TransitionForm):
    """What was found, in neutral words."""

    gist = forms.CharField(label=_("In neutral words, for everybody"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("gist", self.obj.gist)  # type: ignore[attr-defined]


class AnswerCheckForm(MendForm):
    """The finding and the answer; both are for everybody."""

    finding = forms.ChoiceField(
        label=_("What did you find there?"),
        choices=[c for c in SiteCheck.Finding.choices if c[0]],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        note.label = _("The answer")
        note.help_text = _("Everybody reads this on the project's page.")
