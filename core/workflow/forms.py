"""The form behind a button: a note, and whatever else the transition asks for."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from core.workflow.models import WorkflowModel
from core.workflow.table import Refused, Transition

LONGEST_NOTE = 2000


class TransitionForm(forms.Form):
    """Rooms subclass it for transitions that ask for more than a note.

    `expected` names what need not come with the call because the object may know it already, but
    without which a guard refuses: pages do not call it optional.
    """

    expected: tuple[str, ...] = ()

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, obj: WorkflowModel, user: Any, **kwargs: Any) -> None:
        self.obj = obj
        self.user = user
        super().__init__(*args, **kwargs)
        for name in self.expected:
            self.fields[name].is_expected = True  # type: ignore[attr-defined]
        self.order_fields([name for name in self.fields if name != "note"])  # the note comes last

    def refuse(self, *refused: Refused) -> None:
        """Tell what guards refused, each beside its field where that is asked for and has no
        fault yet, and no sentence twice."""
        for one in refused:
            field = one.field if one.field in self.fields else None
            told = self.errors.get(field or NON_FIELD_ERRORS) or ()
            if not told or (field is None and str(one.message) not in told):
                self.add_error(field, str(one.message))


def form_for(arrow: Transition) -> type[TransitionForm]:
    """The form class of a transition, its note required where the table says so."""
    base = import_string(arrow.form) if arrow.form else TransitionForm
    if not arrow.note_required:
        return base
    note = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person concerned will read this."),
    )
    return type(f"{arrow.name.title()}Form", (base,), {"note": note})
