"""Money that does not go the usual way: kept of what was held back, and given back."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.workflow.forms import TransitionForm
from projects.delivery.step_forms import day, line, yuan
from projects.funding.queries import of_project


class KeepRetentionForm(TransitionForm):
    """How much of it is kept; the note says which defects were not mended."""

    amount = yuan(_("Amount (yuan)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held: Decimal = of_project(self.obj).retention
        self.initial.setdefault("amount", held or None)


class RefundForm(TransitionForm):
    """What came back, on which day, by which voucher; the note says why."""

    amount = yuan(_("Amount (yuan)"))
    on = day(_("Came back on"), required=False)
    voucher = line(_("Voucher number"), 40, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
