"""Making and changing a wish: one box is enough, everything else may follow."""

import copy
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.models import User
from core.accounts.queries import served_areas
from core.areas.models import Area
from core.areas.scope import within
from core.privacy.masking import mask_address, mask_name, mask_phone
from volunteers.housekeepers.rules import is_housekeeper_in
from volunteers.wishes.consents import DIRECT, GUARDIAN, WISH
from volunteers.wishes.kinds import (
    AgeBand,
    Channel,
    ConsentBasis,
    ContactMode,
    SpokenFor,
    WishKind,
)
from volunteers.wishes.models import MOST_SEATS, MicroWish

MORE = (
    "title",
    "estimated_value",
    "age_band",
    "contact_address",
    "is_private",
    "is_shared",
    "seats",
)
MASKED = {
    "contact_name": mask_name,
    "contact_phone": mask_phone,
    "contact_address": mask_address,
    "guardian_name": mask_name,
    "guardian_phone": mask_phone,
}
CHILD = ("guardian_name", "guardian_phone", "guardian_consent")


class WishFields(forms.Form):
    """The fields of a wish, as the wisher or whoever speaks for her fills them in."""

    story = forms.CharField(
        label=_("What do you wish for?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In your own words. Something small that really helps."),
    )
    kind = forms.ChoiceField(
        label=_("What kind of help is it?"),
        choices=WishKind.choices,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=_("In a few words"),
        max_length=60,
        required=False,
        help_text=_("If you leave it empty, we take your first sentence."),
    )
    estimated_value = forms.DecimalField(
        label=_("What does it cost, roughly? (yuan)"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
        help_text=_("Leave it empty if it costs nothing. A guess is fine."),
    )
    age_band = forms.ChoiceField(
        label=_("Age of the person"), choices=[("", "—"), *AgeBand.choices], required=False
    )
    contact_name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    contact_address = forms.CharField(label=_("Address"), max_length=200, required=False)
    contact_mode = forms.ChoiceField(
        label=_("How may the helper reach you?"),
        choices=ContactMode.choices,
        initial=ContactMode.GO_BETWEEN,
        widget=forms.RadioSelect,
        help_text=format_lazy(
            _("Whoever chooses “directly” agrees to this: {text}"), text=DIRECT.text
        ),
    )
    is_private = forms.BooleanField(label=_("Please keep it off the public wall"), required=False)
    is_shared = forms.BooleanField(label=_("Several people may do it together"), required=False)
    seats = forms.IntegerField(
        label=_("How many at most"),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
    )
    guardian_name = forms.CharField(label=_("Guardian's name"), max_length=60, required=False)
    guardian_phone = forms.CharField(
        label=_("Guardian's phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    guardian_consent = forms.BooleanField(
        label=_("The guardian has agreed"), help_text=GUARDIAN.text, required=False
    )

    def clean_estimated_value(self) -> Decimal:
        return self.cleaned_data["estimated_value"] or Decimal(0)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        found["seats"] = (found.get("seats") or 2) if found.get("is_shared") else 1
        return found

    def take_errors(self, error: ValidationError) -> None:
        """Messages of a service beside their fields; those of fields not shown above all."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, messages in error.error_dict.items():
            self.add_error(name if name in self.fields else None, messages)

    @property
    def more(self) -> list[Any]:
        """What may be said, but need not."""
        return [self[name] for name in MORE if name in self.fields]

    @property
    def child(self) -> list[Any]:
        return [self[name] for name in CHILD if name in self.fields]

    @property
    def more_is_open(self) -> bool:
        names = {*MORE, *CHILD}
        return any(name in self.errors or self[name].value() for name in names & set(self.fields))


class MakeForm(WishFields):
    """A new wish, with the place and the consent."""

    community = forms.ModelChoiceField(
        label=_("Your community"),
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label=_("Please choose"),
    )
    consent = forms.BooleanField(
        label=_("I agree"),
        help_text=WISH.text,
        error_messages={"required": _("Please tick the box if you agree.")},
    )

    def __init__(self, *args: Any, communities: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        self.fields["contact_phone"].required = True
        if user.is_authenticated and user.phone:
            del self.fields["contact_phone"]
            if user.name:
                del self.fields["contact_name"]

    def details(self) -> dict[str, Any]:
        """The arguments of `make_wish`."""
        found = {k: v for k, v in self.cleaned_data.items() if k not in ("consent", "community")}
        return {**found, "area": self.cleaned_data["community"]}


class ForOthersForm(MakeForm):
    """Entering a wish for somebody else, with the basis: the main route in practice."""

    field_order = ("spoken_for", "consent_basis", "channel", "community")

    spoken_for = forms.ChoiceField(label=_("You are"))
    consent_basis = forms.ChoiceField(
        label=_("She agreed, how?"), choices=[("", _("Please choose")), *ConsentBasis.choices]
    )
    channel = forms.ChoiceField(
        label=_("How it came in"),
        choices=[(c.value, c.label) for c in (Channel.PHONE, Channel.COUNTER, Channel.PAPER)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("contact_name", "contact_phone"):
            self.fields[name] = copy.deepcopy(self.base_fields[name])
        self.fields["spoken_for"].choices = speakers(self.user)  # type: ignore[attr-defined]
        if SpokenFor.STAFF not in dict(speakers(self.user)):
            del self.fields["channel"]
        self.fields["story"].label = _("What does she wish for?")
        self.fields["story"].help_text = _("As she said it. The words for the wall come later.")
        self.fields["community"].label = _("Where does the person live?")
        self.fields["contact_mode"].label = _("How may the helper reach her?")
        self.fields["consent"].label = _("She has been told this and agrees")
        self.order_fields(self.field_order)


def speakers(user: User) -> list[tuple[str, Any]]:
    """In which parts this person may speak for others: staff and housekeepers by their office."""
    found = []
    if user.can_somewhere("wishes.verify"):
        found.append((SpokenFor.STAFF.value, SpokenFor.STAFF.label))
    if user.community_id and is_housekeeper_in(user, user.community):
        found.append((SpokenFor.HOUSEKEEPER.value, SpokenFor.HOUSEKEEPER.label))
    return [*found, (SpokenFor.RELATIVE.value, SpokenFor.RELATIVE.label)]


def communities_for(user: Any, *, others: bool) -> Any:
    """Where a wish may be made: for staff entering one, the communities they answer for."""
    rows = Area.objects.filter(level=Area.Level.COMMUNITY).order_by("code")
    if others and user.can_somewhere("wishes.verify"):
        return rows.filter(within(user.areas_where("wishes.verify")))
    return rows.filter(within(served_areas()))


class EditForm(WishFields):
    """Changing a wish that is not on the wall yet."""

    def __init__(self, *args: Any, wish: MicroWish, own: bool, **kwargs: Any) -> None:
        names = [n for n in self.base_fields if hasattr(wish, n)]
        first = {n: getattr(wish, n) for n in names}
        kept = {} if own else {n: mask(first.pop(n)) for n, mask in MASKED.items()}
        super().__init__(*args, initial=first, **kwargs)
        del self.fields["guardian_consent"]
        self.fields["contact_name"].required = False
        # others change what they know better; a value in full is shown by reveal only, on record
        self.kept = [n for n, shown in kept.items() if shown]
        for name in self.kept:
            hint = _("Leave it empty to keep %(value)s.") % {"value": kept[name]}
            self.fields[name].help_text = hint

    def changes(self) -> dict[str, Any]:
        """The arguments of `edit`; what was left empty to be kept is not among them."""
        found = self.cleaned_data.items()
        return {name: v for name, v in found if v or name not in self.kept}
