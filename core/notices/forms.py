from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.notices.decisions import Decision
from core.notices.kinds import LEAVING, groups_to_choose
from core.notices.queries import preferences_of
from core.notices.services import prefer

WHEN_MAIL = _("An e-mail comes where you want no text message, or have no mobile number.")
NO_MAIL = _("No e-mail reaches you yet: give your address under “My data” first.")


class PreferencesForm(forms.Form):
    """For each group of messages: which ways beside the inbox."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.when_mail = WHEN_MAIL if user.email else NO_MAIL
        wanted = preferences_of(user)
        for name, label in groups_to_choose().items():
            ways = [(c.value, c.label) for c in LEAVING]
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                choices=ways,
                required=False,
                initial=[way for way, _label in ways if wanted[name, way]],
                help_text=self.when_mail,
                widget=forms.CheckboxSelectMultiple,
            )

    def save(self) -> None:
        for name in groups_to_choose():
            for channel in LEAVING:
                wanted = channel.value in self.cleaned_data[name]
                prefer(self.user, name, channel, wanted=wanted)


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=Decision.choices, label=_("Decision"))
