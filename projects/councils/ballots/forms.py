"""What voters and staff type in about a vote."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.phone_field import PhoneField
from core.areas.models import Area
from core.workflow.errors import Refused
from projects.councils.ballots.casting import offer_of
from projects.councils.ballots.choices import checked
from projects.councils.ballots.guards import leave_time
from projects.councils.ballots.models import Ballot, BallotItem
from projects.councils.ballots.paper import MOST_PAPERS
from projects.councils.kinds import BallotKind, Rule
from projects.councils.prices import price
from projects.proposals.calls import CallForProposals

RANKS = 5  # places asked for on a ranked ballot without a limit of its own


class VoteForm(forms.Form):
    """One vote: a list to tick, or places to fill; with a code for whoever has no account.

    `code_later`: the code is asked on a page of its own, after the choice.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        ballot: Ballot,
        items: Sequence[BallotItem],
        needs_code: bool,
        code_later: bool = False,
    ) -> None:
        super().__init__(data)
        self.ballot, self.items, self.needs_code = ballot, items, needs_code
        self.code_later = needs_code and code_later
        self.is_ranked = ballot.kind == BallotKind.RANKED
        if self.is_ranked:
            self._ask_for_places()
        else:
            named = [(i.project.code, f"{i.title} · {price(i.cost)}") for i in items]
            self.fields["choices"] = forms.MultipleChoiceField(
                label=_("What do you support?"),
                choices=named,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if needs_code:
            self.fields["code"] = forms.CharField(
                label=_("Your voting code"),
                max_length=40,
                help_text=_("From your community centre, 12 letters and digits."),
                required=not self.code_later,
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )
            self.fields["code"].is_expected = True  # type: ignore[attr-defined]

    def _ask_for_places(self) -> None:
        priced = ((i.project.code, f"{i.title} · {price(i.cost)}") for i in self.items)
        named = [("", "–"), *priced]
        places = min(self.ballot.most_choices or RANKS, len(self.items))
        for number in range(1, places + 1):
            self.fields[f"place_{number}"] = forms.ChoiceField(
                label=_("Place {number}").format(number=number),
                choices=named,
                required=number == 1,
            )

    def places(self) -> list[Any]:
        """The fields of a ranked ballot."""
        return [self[name] for name in self.fields if name.startswith("place_")]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if self.is_ranked:
            given["choices"] = [given[n] for n in self.fields if n[:6] == "place_" and given.get(n)]
        if not {"choices", "place_1"} & self.errors.keys():
            try:
                checked(self.ballot, offer_of(self.ballot), given.get("choices", []))
            except Refused as refused:
                self.add_error(None if self.is_ranked else "choices", refused.message)
        return given

    def chosen(self) -> list[BallotItem]:
        """What is ticked, whether or not it is allowed together."""
        if not self.is_bound:
            return []
        if self.is_ranked:
            codes = [self.data.get(n) for n in self.fields if n.startswith("place_")]
        else:
            codes = list(cast(QueryDict, self.data).getlist("choices"))
        by_code = {item.project.code: item for item in self.items}
        return [by_code[code] for code in codes if code in by_code]

    def total(self) -> Decimal:
        """What the ticked projects cost together, in yuan."""
        return sum((item.cost for item in self.chosen()), Decimal(0))


class CheckForm(forms.Form):
    """A receipt to look up."""

    receipt = forms.CharField(
        label=_("Receipt"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class BallotForm(forms.ModelForm):
    """The settings of a draft."""

    class Meta:
        model = Ballot
        fields = (
            "title",
            "about",
            "kind",
            "rule",
            "budget",
            "is_binding",
            "most_choices",
            "entitled",
            "closes_at",
        )
        widgets = {
            "about": forms.Textarea(attrs={"rows": 3}),
            "kind": forms.RadioSelect,
            "rule": forms.RadioSelect,
            "closes_at": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            ),
        }

    def __init__(self, *args: Any, call: CallForProposals | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call or self.instance.call
        self.fields["closes_at"].required = True
        self.fields["kind"].help_text = _(
            "Put in order, every project placed gets one vote, the first no more than the last;"
            " how many put one first is shown with the result."
        )
        if self.call is not None:
            del self.fields["is_binding"]  # the call says it

    def clean_closes_at(self) -> dt.datetime:
        closes: dt.datetime = self.cleaned_data["closes_at"]
        if closes <= timezone.now():
            raise forms.ValidationError(_("Please choose a moment to come."))
        area = self._area()
        if area is not None:
            try:
                leave_time(area, closes, since=timezone.now())
            except Refused as refused:
                raise forms.ValidationError(refused.message) from None
        return closes

    def _area(self) -> Area | None:
        """Whose residents vote; None while that is still to be chosen."""
        if self.instance.pk:
            return cast("Area", self.instance.area)
        return self.call.area if self.call is not None else self.cleaned_data.get("area")


class AreaBallotForm(BallotForm):
    """A new ballot, in one of one's areas."""

    area: "forms.ModelChoiceField[Area]" = forms.ModelChoiceField(
        queryset=Area.objects.none(), label=_("Community"), empty_label=None
    )

    field_order = ("area",)

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # of its own field


class TableForm(forms.Form):
    """Somebody at the table: by phone, else by name and its last four digits, else by name and
    door. Only keyed hashes are kept."""

    name = forms.CharField(label=_("Full name"), max_length=30)
    phone = PhoneField(required=False)
    last_four = forms.CharField(
        label=_("Last four digits of the phone"),
        max_length=4,
        required=False,
        help_text=_("For whoever does not know, or does not wish to say, the whole number."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Door number"),
        max_length=60,
        required=False,
        help_text=_("Only for whoever has no phone at all."),
    )


class PileForm(forms.Form):
    """One reading of a pile."""

    papers = forms.CharField(
        label=_("One paper a line: the numbers ticked on it"),
        max_length=MOST_PAPERS * 120,
        help_text=_("Numbers with spaces, in order if they are ranked. An empty paper is a dash."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class DiscardForm(forms.Form):
    """Why a pile does not count."""

    why = forms.CharField(label=_("Reason"), max_length=200)


class FileForm(forms.Form):
    """An election as a Pabulib file, to be counted by one of the rules."""

    file = forms.FileField(label=_("Pabulib file (.pb)"))
    rule = forms.ChoiceField(
        label=_("How it is counted"), choices=Rule.choices, initial=Rule.EQUAL_SHARES
    )
