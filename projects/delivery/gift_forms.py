"""What staff fill in about gifts of others to a project."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.delivery.step_forms import day, yuan
from projects.funding.kinds import DonorKind, GiftForm


class PledgeForm(forms.Form):
    """A promise. Residents are never named, an organisation only if it likes."""

    donor_kind = forms.ChoiceField(label=_("Who gives?"), choices=DonorKind.choices)
    donor = forms.CharField(
        label=_("Name of the organisation"),
        max_length=80,
        required=False,
        help_text=_(
            "Everybody can read it. Leave it empty for whoever does not want to be named,"
            " and for residents."
        ),
    )
    form = forms.ChoiceField(
        label=_("Money or in kind?"), choices=GiftForm.choices, widget=forms.RadioSelect
    )
    what = forms.CharField(
        label=_("What is given"),
        max_length=120,
        required=False,
        help_text=_("For gifts in kind, for example: 20 desk lamps."),
    )
    amount = yuan(_("Value (yuan)"))
    on = day(_("Promised on"), initial=timezone.localdate)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("form") == GiftForm.IN_KIND and not given.get("what", "").strip():
            self.add_error("what", _("Please say what is given."))
        return given


class ReceiptOfGiftForm(forms.Form):
    """What came of a promise."""

    amount = yuan(_("Received (yuan)"))
    on = day(_("Received on"), initial=timezone.localdate)
    memo = forms.CharField(
        label=_("Voucher or remark"),
        max_length=60,
        required=False,
        help_text=_("It stands in the public ledger: no names, no phones."),
    )


class CancelGiftForm(forms.Form):
    """Why the rest will not come."""

    memo = forms.CharField(
        label=_("Reason"),
        max_length=60,
        help_text=_("It stands in the public ledger: no names, no phones."),
    )
