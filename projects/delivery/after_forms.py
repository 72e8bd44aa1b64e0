"""What the steps after the contract ask for: change, acceptance, mending, closing."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ui.formatting import exact_money
from core.workflow.forms import TransitionForm
from projects.delivery.acceptance_steps import open_sheet
from projects.delivery.change_steps import base_price
from projects.delivery.closing_steps import EVERY_MONTHS, FOR_DAYS
from projects.delivery.models import MicroProject
from projects.delivery.step_forms import ClosingForm, day, yuan


class ChangeForm(TransitionForm):
    """What is to change, and the whole price afterwards; the note says why."""

    obj: MicroProject

    new_price = yuan(_("Contract after the change (yuan)"), required=False)
    new_finish = day(_("To be finished by"), required=False)
    plan = forms.CharField(
        label=_("What is to change"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contract = getattr(self.obj, "contract", None)
        if contract is not None:
            self.initial.setdefault("new_price", contract.amount)
            said = _("More than {percent} % away from {base} goes back to the council first.")
            percent, base = self.obj.rules.change_percent, exact_money(base_price(self.obj))
            self.fields["new_price"].help_text = said.format(percent=percent, base=base)


class RectifyForm(TransitionForm):
    """By when; what is wrong stands on the sheet."""

    rectify_by = day(_("To be put right by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sheet = open_sheet(self.obj)
        if sheet is not None and sheet.rectify_by:
            self.initial.setdefault("rectify_by", sheet.rectify_by)


class ClosingWithUpkeepForm(ClosingForm):
    """The last words, and how it is looked after from now on."""

    upkeep_months = forms.IntegerField(
        label=_("Somebody looks at it every (months)"), required=False, min_value=1, max_value=24
    )
    upkeep_until = day(_("It is looked after until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("upkeep_months", EVERY_MONTHS)
        until = timezone.localdate() + dt.timedelta(days=FOR_DAYS)
        self.initial.setdefault("upkeep_until", until)
