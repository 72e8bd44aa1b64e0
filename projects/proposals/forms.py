"""Making and changing a proposal: one box is enough, everything else may follow."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.queries import served_areas
from core.areas.models import Area, Estate
from core.areas.scope import within
from core.privacy.masking import mask_name, mask_phone
from projects.delivery.amounts import HIGHEST_COST
from projects.delivery.kinds import Source
from projects.proposals.consents import PROPOSAL, REFERRAL
from projects.proposals.kinds import Channel
from projects.proposals.models import Proposal
from projects.proposals.queries import call_for

MORE = ("title", "estate", "beneficiaries", "rough_cost", "photo", "may_go_on")
MASKED = {"contact_name": mask_name, "contact_phone": mask_phone}


class ProposalFields(forms.Form):
    """The fields of a proposal, as the proposer or whoever types it in fills them in."""

    text = forms.CharField(
        label=_("What is missing, or what should be put right?"),
        min_length=4,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In your own words: a broken step, a dark path, a course you miss."),
    )
    place = forms.CharField(
        label=_("Where is it?"),
        max_length=120,
        required=False,
        help_text=_("For example: the steps at gate 3. Not your home address."),
    )
    title = forms.CharField(
        label=_("In a few words"),
        max_length=60,
        required=False,
        help_text=_("If you leave it empty, we take your first sentence."),
    )
    estate = forms.ModelChoiceField(
        label=_("Estate"),
        queryset=Estate.objects.none(),
        required=False,
        empty_label="—",
    )
    beneficiaries = forms.CharField(label=_("Who benefits"), max_length=200, required=False)
    rough_cost = forms.DecimalField(
        label=_("What does it cost, roughly? (yuan)"),
        min_value=0,
        max_value=HIGHEST_COST,
        max_digits=14,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
        help_text=_("Leave it empty if you do not know."),
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
    def more_is_open(self) -> bool:
        names = set(MORE) & set(self.fields)
        return any(name in self.errors or self[name].value() for name in names)


class MakeForm(ProposalFields):
    """A new proposal, with the place and the consent."""

    community = forms.ModelChoiceField(
        label=_("Which community is it about?"),
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label=_("Please choose"),
    )
    photo = forms.FileField(
        label=_("A photo of the place"),
        required=False,
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        help_text=_("Of the thing, not of people. Only the community sees it."),
    )
    call = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)
    may_go_on = forms.BooleanField(
        label=_("If it belongs elsewhere, it may go on there at once"),
        required=False,
        help_text=REFERRAL.text,
    )
    consent = forms.BooleanField(
        label=_("I agree"),
        help_text=PROPOSAL.text,
        error_messages={"required": _("Please tick the box if you agree.")},
    )

    def __init__(
        self, *args: Any, communities: Any, user: Any, community: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        estates = Estate.objects.filter(community=community).order_by("pinyin", "pk")
        self.fields["estate"].queryset = estates  # type: ignore[attr-defined]
        if community is None:
            del self.fields["estate"]
        self.fields["contact_phone"].required = True
        self.know_the_person()

    def know_the_person(self) -> None:
        """Whoever is signed in need not say again who she is."""
        if self.user.is_authenticated:
            del self.fields["contact_phone"], self.fields["contact_name"]

    def details(self) -> dict[str, Any]:
        """The arguments of `make_proposal`."""
        found = dict(self.cleaned_data)
        for name in ("consent", "seen"):
            found.pop(name, None)
        area = found.pop("community")
        return {**found, "area": area, "call": call_for(area, found.pop("call", ""))}


class ForOthersForm(MakeForm):
    """Typing in what somebody said or wrote on paper; stations and units too."""

    field_order = ("source", "source_name", "channel", "community")

    source = forms.ChoiceField(
        label=_("Who brought the idea"), choices=Source.choices, initial=Source.RESIDENT
    )
    source_name = forms.CharField(
        label=_("Name of the station or unit"),
        max_length=60,
        required=False,
        help_text=_("Only for a deputies' station or a partner unit."),
    )
    channel = forms.ChoiceField(
        label=_("How it came in"),
        choices=[(c.value, c.label) for c in (Channel.PAPER, Channel.COUNTER, Channel.PHONE)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("contact_name", "contact_phone"):
            self.fields[name].required = False
        self.fields["text"].help_text = _("As it was said or written.")
        self.fields["contact_phone"].help_text = _("Without one, staff tell the person.")
        self.fields["consent"].label = _("The person has been told this and agrees")
        self.order_fields(self.field_order)

    def know_the_person(self) -> None:
        """Somebody else proposes: name and phone are hers."""

    def details(self) -> dict[str, Any]:
        return {**super().details(), "for_other": True}


def communities_for(user: Any, *, others: bool) -> Any:
    """Where one may propose: for staff typing in, the communities they answer for."""
    rows = Area.objects.filter(level=Area.Level.COMMUNITY).order_by("code")
    if others:
        return rows.filter(within(user.areas_where("proposals.enter")))
    return rows.filter(within(served_areas()))


class EditForm(ProposalFields):
    """Changing a proposal nobody has decided about."""

    def __init__(self, *args: Any, proposal: Proposal, own: bool, **kwargs: Any) -> None:
        first = {n: getattr(proposal, n) for n in self.base_fields if hasattr(proposal, n)}
        kept = {} if own else {n: mask(first.pop(n)) for n, mask in MASKED.items()}
        super().__init__(*args, initial=first, **kwargs)
        estates = Estate.objects.filter(community=proposal.community).order_by("pinyin", "pk")
        self.fields["estate"].queryset = estates  # type: ignore[attr-defined]
        self.fields["contact_name"].required = False
        # others change what they know better; a value in full is shown by reveal only, on record
        self.kept = [n for n, shown in kept.items() if shown]
        for name in self.kept:
            self.fields[name].help_text = _("Leave it empty to keep %(value)s.") % {
                "value": kept[name]
            }

    def changes(self) -> dict[str, Any]:
        """The arguments of `edit`; what was left empty to be kept is not among them."""
        found = self.cleaned_data.items()
        return {name: v for name, v in found if v or name not in self.kept}


class SupporterForm(forms.Form):
    """Who supports it at the counter or on a sheet: a phone, or name and door."""

    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=60,
        required=False,
        help_text=_("Only for somebody without a phone, together with the door."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    door = forms.CharField(
        label=_("Door"),
        max_length=40,
        required=False,
        help_text=_("Building and flat, so that two people of one name count as two."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
