"""The small forms of what comes after the work: sheet, receipts, ratings, upkeep, answers."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.models import User
from core.privacy.phones import validate_phone
from core.workflow.errors import Refused
from projects.delivery.acceptances import Acceptance, AcceptanceLine, PanelMember, Receipt
from projects.delivery.contracts import ContractItem
from projects.delivery.models import MicroProject
from projects.delivery.part_forms import PicturesField
from projects.delivery.ratings import Rating
from projects.delivery.splitting import SplittingFlag
from projects.delivery.step_forms import day
from projects.delivery.upkeeps import LookBack

ROWS = 6  # of the panel's table
FOUND = (("", _("not looked at")), ("yes", _("in order")), ("no", _("not in order")))


def _text(label: Any, longest: int, *, rows: int = 3, required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, required=required, widget=area)


class SheetForm(forms.Form):
    """The head of the panel's sheet."""

    on = day(_("Looked at on"), initial=timezone.localdate)
    remark = _text(_("What the panel says"), 600, rows=2)
    pictures = PicturesField(label=_("Pictures of the thing"), required=False)
    shows_no_people = forms.BooleanField(label=_("Nobody is seen on them."), required=False)


class MemberForm(forms.Form):
    """One line of the panel; an empty one is left out."""

    name = forms.CharField(label=p("person", "Name"), max_length=60, required=False)
    part = forms.ChoiceField(
        label=_("For whom"), choices=[("", "–"), *PanelMember.Part.choices], required=False
    )
    username = forms.CharField(label=_("Account, if any"), max_length=150, required=False)
    signed = forms.BooleanField(label=_("Signed"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        name, part = given.get("name"), given.get("part")
        if part and not name:
            self.add_error("name", _now("Please enter the name."))
        if name and not part:
            self.add_error("part", _now("Please choose one of the list."))
        username = (given.get("username") or "").replace("\0", "")
        given["user"] = None
        if username:
            given["user"] = User.objects.filter(username=username, is_active=True).first()
            if given["user"] is None:
                self.add_error("username", _now("There is no such account."))
        return given


class LineForm(forms.Form):
    """One item as the panel found it."""

    found = forms.DecimalField(
        label=p("sheet", "Found"),
        required=False,
        max_digits=12,
        decimal_places=3,
        validators=[MinValueValidator(Decimal(0))],
    )
    ok = forms.ChoiceField(label=_("In order"), choices=FOUND, required=False)
    defect = forms.CharField(label=_("What is wrong"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["ok"] = {"yes": True, "no": False}.get(given.get("ok") or "")
        if given["ok"] is not None and given.get("found") is None and "found" not in self.errors:
            self.add_error("found", _now("Please say how much is there."))
        if given["ok"] is False and not (given.get("defect") or "").strip():
            self.add_error("defect", _now("Please say what is wrong."))
        return given


class WholeSheet:
    """The sheet's three parts as one form."""

    def __init__(
        self,
        sheet: Acceptance,
        lines: Sequence[AcceptanceLine],
        here: Sequence[PanelMember],
        data: Any = None,
        files: Any = None,
    ) -> None:
        self.head = SheetForm(data, files, initial={"on": sheet.on, "remark": sheet.remark})
        self.members = [
            MemberForm(data, prefix=f"m{n}", initial=_of_member(here[n]) if n < len(here) else {})
            for n in range(max(ROWS, len(here) + 1))
        ]
        self.lines = [
            (line, LineForm(data, prefix=f"l{line.position}", initial=_of_line(line)))
            for line in lines
        ]

    def is_valid(self) -> bool:
        parts = [self.head, *self.members, *(form for _line, form in self.lines)]
        return all([form.is_valid() for form in parts])  # noqa: C419 - each says what is wrong

    def refuse(self, *refused: Refused) -> None:
        """Tell it beside the member it is about, else on top."""
        for one in refused:
            part, _dot, number = one.field.partition(".")
            if part == "members":
                self._named()[int(number)].add_error("name", one.message)
            else:
                self.head.add_error(None, one.message)

    def _named(self) -> list[MemberForm]:
        return [form for form in self.members if form.cleaned_data.get("name")]

    def data(self) -> dict[str, Any]:
        """What the service takes."""
        members = [form.cleaned_data for form in self._named()]
        lines = {line.position: form.cleaned_data for line, form in self.lines}
        return {**self.head.cleaned_data, "members": members, "lines": lines}


def _of_member(member: PanelMember) -> dict[str, Any]:
    user = member.user
    return {
        "name": member.name,
        "part": member.part,
        "signed": member.signed,
        "username": user.username if user else "",
    }


def _of_line(line: Any) -> dict[str, Any]:
    found = line.agreed if line.found is None else line.found
    return {
        "found": f"{found.normalize():f}",
        "ok": {True: "yes", False: "no", None: ""}[line.ok],
        "defect": line.defect,
    }


class ConfirmForm(forms.Form):
    """One item one received."""

    item = forms.ModelChoiceField(
        label=_("What was received"), queryset=ContractItem.objects.none(), required=False
    )
    quantity = forms.DecimalField(
        label=_("How much"), max_digits=12, decimal_places=3, min_value=Decimal("0.001"), initial=1
    )

    def __init__(self, *args: Any, project: MicroProject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ContractItem.objects.filter(contract__project=project)
        field: Any = self.fields["item"]
        field.queryset, field.empty_label = rows, None
        field.required = rows.exists()
        if not field.required:
            del self.fields["item"]

    def clean(self) -> dict[str, Any]:
        return {"item": None, **(super().clean() or {})}


class ReceiptForm(ConfirmForm):
    """The same, entered by staff for somebody; labelled so."""

    name = forms.CharField(label=p("person", "Name"), max_length=60)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        validators=[validate_phone],
        help_text=_("Whoever is named is told by text message what was written down."),
    )
    how = forms.ChoiceField(
        label=_("How it was confirmed"),
        choices=[c for c in Receipt.How.choices if c[0] != Receipt.How.ACCOUNT],
    )


class RateForm(forms.Form):
    """What one thinks of it."""

    score = forms.TypedChoiceField(
        label=_("How satisfied are you?"),
        choices=Rating.Score.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    delivered = forms.ChoiceField(
        label=_("Was it delivered as announced?"),
        choices=Rating.Delivered.choices,
        widget=forms.RadioSelect,
    )
    received = forms.CharField(
        label=_("What did you get, or what do you see there now?"), max_length=300, required=False
    )
    comment = _text(_("Anything else you would like to say"), 1000)


class EnterRatingForm(RateForm):
    """The same, asked by telephone or on paper; labelled as entered by staff."""

    phone = forms.CharField(
        label=_("Phone of the resident"), max_length=40, validators=[validate_phone]
    )
    channel = forms.ChoiceField(
        label=_("How it was said"),
        choices=[c for c in Rating.Channel.choices if c[0] != Rating.Channel.WEB],
    )


class VisitForm(forms.Form):
    """A look at the thing."""

    on = day(_("Looked at on"), initial=timezone.localdate)
    works = forms.TypedChoiceField(
        label=_("Does it work?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("What was done"), max_length=300, required=False)


class DutyForm(forms.Form):
    """Who looks after it."""

    who = forms.CharField(label=_("Who looks after it"), max_length=60, help_text=_("An office."))
    phone = forms.CharField(label=_("Telephone"), max_length=40)
    every_months = forms.IntegerField(label=_("Looks every (months)"), min_value=1, max_value=24)
    until = day(_("Until"))


class LookBackForm(forms.Form):
    """The short form after ninety days; everybody reads it."""

    works = forms.TypedChoiceField(
        label=_("Is it there and does it work?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    use = forms.ChoiceField(
        label=_("Is it used?"), choices=LookBack.Use.choices, widget=forms.RadioSelect
    )
    text = _text(_("What people say about it"), 600, required=True)


class FlagForm(forms.Form):
    """What a suspected split is."""

    verdict = forms.ChoiceField(
        label=_("What it is"),
        choices=[c for c in SplittingFlag.Verdict.choices if c[0]],
        widget=forms.RadioSelect,
    )
    reason = _text(_("Reason"), 600, required=True)
