"""The small forms of a project's file: offers, milestones, notes, answers, its own words."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.areas.models import Estate
from projects.delivery.models import MicroProject
from projects.delivery.procurement import Vendor
from projects.delivery.services.editing import ALWAYS, WORDS, can_change_words
from projects.delivery.step_forms import day, yuan
from projects.delivery.works import ProgressNote


class _PictureInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Any number of files in one field; the service checks that they are pictures."""

    widget = _PictureInput(attrs={"accept": "image/*"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(PicturesField, self).clean(one, initial) for one in files if one]


class QuotationForm(forms.Form):
    """One vendor's offer."""

    vendor = forms.ModelChoiceField(label=_("Vendor"), queryset=Vendor.objects.none())
    amount = yuan(_("Offer (yuan)"))
    on = day(_("Date"), initial=timezone.localdate)
    remark = forms.CharField(label=_("What it holds"), max_length=300, required=False)

    def __init__(self, *args: Any, project: MicroProject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Vendor.objects.filter(district=project.district_id, is_active=True)
        rows = rows.exclude(quotations__in=project.quotations.all()).order_by("name")
        self.fields["vendor"].queryset = rows  # type: ignore[attr-defined]


class InterestForm(forms.Form):
    """Whether one has an interest in one of the vendors."""

    has_interest = forms.TypedChoiceField(
        label=_("My interests"),
        choices=[
            ("no", _("I have no interest in any of the vendors.")),
            ("yes", _("I have an interest in one of the vendors")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Which one"),
        max_length=300,
        required=False,
        help_text=_("Somebody else signs the contract then."),
    )


class MilestoneForm(forms.Form):
    """What is to be reached by a day."""

    title = forms.CharField(label=p("milestone", "What is to be reached"), max_length=120)
    due_on = day(_("By when"))


class ReachedForm(forms.Form):
    """When it was reached."""

    reached_on = day(_("Reached on"), initial=timezone.localdate)


class ProgressForm(forms.Form):
    """What was done, for everybody, with pictures of the thing."""

    text = forms.CharField(
        label=_("What was done"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    on = day(_("Date"), initial=timezone.localdate)
    stage = forms.ChoiceField(
        label=_("When"), choices=ProgressNote.Stage.choices, initial=ProgressNote.Stage.DURING
    )
    percent = forms.IntegerField(
        label=_("Done so far (%)"), min_value=0, max_value=100, required=False
    )
    pictures = PicturesField(
        label=_("Pictures"),
        required=False,
        help_text=_("Of the thing, at most six. Date and place in the file are taken out."),
    )
    shows_no_people = forms.BooleanField(label=_("Nobody is seen on the pictures."), required=False)


class AnswerForm(forms.Form):
    """The answer to an objection; both fields are for everybody."""

    gist = forms.CharField(
        label=_("The objection in neutral words, for everybody"),
        max_length=300,
        help_text=_("No name, no address, no phone."),
    )
    answer = forms.CharField(
        label=_("The answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


class VendorForm(forms.ModelForm):
    """A vendor's entry."""

    class Meta:
        model = Vendor
        fields = ("name", "kind", "credit_code", "phone", "is_active", "remark")

    def _post_clean(self) -> None:
        """Checking the row is the service's business, so that every surface checks alike."""


class EditForm(forms.ModelForm):
    """The public words; what was voted on is shown, not asked."""

    class Meta:
        model = MicroProject
        fields = (*WORDS, *ALWAYS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_change_words(self.instance):
            for name in WORDS:
                del self.fields[name]
        else:
            self.fields["summary"].widget.attrs["rows"] = 5
        for name in ("planned_start", "planned_finish"):
            self.fields[name] = day(MicroProject._meta.get_field(name).verbose_name, required=False)
        for name in ("longitude", "latitude"):
            del self.fields[name]
        estates = Estate.objects.filter(community=self.instance.community_id).order_by("name")
        self.fields["estate"].queryset = estates  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """Checking the row is the service's business, so that every surface checks alike."""


class ObjectForm(forms.Form):
    """An objection by anybody, with or without an account."""

    text = forms.CharField(
        label=_("What do you object to, and why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    contact_name = forms.CharField(label=_("Your name"), max_length=60, required=False)
    contact_phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        help_text=_("So that we can send you the answer. Only staff see name and phone."),
    )
