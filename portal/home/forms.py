"""What the front door asks, in elder mode one question a page."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.areas.models import Area
from core.privacy.phones import validate_phone
from portal.home.models import Feedback


class AskedInSteps(forms.Form):
    """A form that may be asked whole, or one step after the other in elder mode.

    `steps` names the fields of each page. What was answered travels along in hidden fields;
    nothing is kept on the server before the last answer.
    """

    steps: Sequence[Sequence[str]] = ()
    step = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, in_steps: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.in_steps = in_steps
        self.pages = [[n for n in page if n in self.fields] for page in self.steps]
        self.pages = [page for page in self.pages if page]
        self.number = self._number() if in_steps else len(self.pages)

    def _number(self) -> int:
        given = str(self.data.get("step", "1")) if self.is_bound else "1"
        return min(max(int(given), 1), len(self.pages)) if given.isdigit() and len(given) < 3 else 1

    @property
    def total(self) -> int:
        return len(self.pages)

    def asked_now(self) -> list[Any]:
        """The fields of the page to show."""
        names = self.pages[self.number - 1] if self.in_steps else chain.from_iterable(self.pages)
        return [self[name] for name in names]

    def answered_before(self) -> list[Any]:
        """The fields of the other pages, to travel along hidden."""
        shown = {f.name for f in self.asked_now()}
        return [self[n] for page in self.pages for n in page if n not in shown]

    def is_complete(self) -> bool:
        """Whether everything is answered well; else `number` is the page to show next."""
        if not self.is_bound:
            return False
        valid = self.is_valid()
        if not self.in_steps:
            return valid
        wrong = [n for n, page in enumerate(self.pages, 1) if any(f in self.errors for f in page)]
        if wrong and wrong[0] <= self.number:
            self.number = wrong[0]
            return False
        if self.number < self.total:
            self.number += 1
            for name in self.pages[self.number - 1]:
                self.errors.pop(name, None)
            self.fresh = True
            return False
        return valid


class CallBackForm(AskedInSteps):
    """Phone, name, community, and what it is about."""

    steps = (("phone",), ("name",), ("community",), ("about",))

    phone = forms.CharField(
        label=_("Which number shall we call?"),
        max_length=40,
        validators=[validate_phone],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    name = forms.CharField(
        label=_("How shall we call you?"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    community = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Which community do you live in?"),
        to_field_name="code",
        empty_label=_("Please choose"),
    )
    about = forms.CharField(
        label=_("What is it about?"),
        required=False,
        max_length=500,
        help_text=_("A few words, or nothing: we will ask on the phone."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, community: Area | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["community"]
        field.queryset = Area.objects.filter(level=Area.Level.COMMUNITY).order_by("code")
        if community:
            field.initial = community.code
            # already known: shown on one page, not asked again one by one
            if self.in_steps:
                self.pages = [page for page in self.pages if page != ["community"]]
                field.required = False
                self.number = min(self.number, self.total)


class FeedbackForm(AskedInSteps):
    """A complaint or suggestion; name and number only for those who want an answer."""

    steps = (("kind",), ("text",), ("phone", "name"))

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Feedback.Kind.choices,
        initial=Feedback.Kind.SUGGESTION,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Tell us"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=40,
        validators=[validate_phone],
        help_text=_("Only if you would like an answer."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=60)
    page = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)


class CommunityFilter(forms.Form):
    """Finding one's community by name or pinyin initials."""

    q = forms.CharField(
        label=pgettext_lazy("filter", "Name of the community"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
