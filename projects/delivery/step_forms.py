"""What the buttons of a project ask for, on pages and in the API alike."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as p

from centres.directory.queries import centre_of
from core.privacy.phones import validate_phone
from core.ui.formatting import exact_money
from core.workflow.forms import TransitionForm
from projects.delivery.guards import LONGEST_NOTICE
from projects.delivery.item_lines import read_items
from projects.delivery.limits import least_notice_days
from projects.delivery.settlements import Payment
from projects.funding.queries import books_for, held_by, of_project, with_balances
from projects.funding.table import Account


def yuan(label: Any, *, required: bool = True, least: str = "0.01") -> forms.DecimalField:
    """An amount in yuan, to the fen."""
    return forms.DecimalField(
        label=label,
        required=required,
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(least))],
    )


def day(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    """A day, picked or typed."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, **more)


def line(label: Any, longest: int, *, required: bool = False, **more: Any) -> forms.CharField:
    """One line of text, at most so many characters."""
    return forms.CharField(label=label, max_length=longest, required=required, **more)


class NoticeForm(TransitionForm):
    """What everybody reads beside the project's own words."""

    expected = ("beneficiaries", "objections_to")

    days = forms.IntegerField(
        label=gettext_lazy("Lasts (working days)"),
        required=False,
        min_value=1,
        max_value=LONGEST_NOTICE,
    )
    beneficiaries = line(gettext_lazy("Who benefits"), 200)
    fund = line(gettext_lazy("Where the money comes from"), 200)
    implementer = line(gettext_lazy("Who is to do it, if known"), 120)
    objections_to = line(gettext_lazy("Objections to (office and telephone)"), 120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("days", least_notice_days(self.obj))
        for name, own in (
            ("beneficiaries", "beneficiaries"),
            ("objections_to", "supervision_phone"),
        ):
            self.initial.setdefault(name, getattr(self.obj, own))
        if not self.initial["objections_to"]:
            self.initial["objections_to"] = own_centre(self.obj)


def own_centre(obj: Any) -> str:
    """Name and telephone of the centre that answers for the area, so that nobody types it again."""
    centre = centre_of(obj.area.community or obj.area)
    return f"{centre.name} {centre.phone}".strip() if centre else ""


class ObjectionForm(TransitionForm):
    """The objection is the note; who it is stays with the community."""

    contact_name = line(gettext_lazy("Your name"), 60)
    contact_phone = line(
        gettext_lazy("Phone"),
        40,
        validators=[validate_phone],
        help_text=gettext_lazy("Only staff see name and phone. In public it says “a resident”."),
    )


class ApproveForm(TransitionForm):
    """Which book pays, and how much."""

    book = forms.ChoiceField(label=gettext_lazy("Which fund pays"))
    amount = yuan(gettext_lazy("From the fund (yuan)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = timezone.localdate().year
        said = _("{free} free · {name}, {area} · {book}")  # the head of it is read on a phone
        self.fields["book"].choices = [  # type: ignore[attr-defined]
            (
                book.code,
                said.format(
                    book=book.code,
                    name=book.programme.name,
                    area=book.area.name,
                    free=exact_money(held_by(book)[Account.AVAILABLE]),
                ),
            )
            for book in with_balances(books_for(self.obj.area, year))
        ]
        pledged = of_project(self.obj).pledged
        self.initial.setdefault("amount", self.obj.budget - pledged)  # type: ignore[attr-defined]


class ContractForm(TransitionForm):
    """Who does it, for how much, by when, and that nobody who buys has an interest."""

    vendor = forms.ChoiceField(label=gettext_lazy("Which offer"))
    contract_amount = yuan(gettext_lazy("Contract (yuan)"))
    number = line(gettext_lazy("Number of the contract"), 60, required=True)
    signed_on = day(gettext_lazy("Signed on"), required=False)
    starts = day(gettext_lazy("Starts"))
    ends = day(gettext_lazy("To be finished by"))
    items = forms.CharField(
        label=gettext_lazy("Price list"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "One line an item: name, unit, quantity, unit price, separated by commas or tabs."
            " The panel accepts against this list."
        ),
    )
    choice_reason = line(gettext_lazy("Why this vendor"), 300)
    few_quotes_reason = line(gettext_lazy("Why fewer offers than usual"), 300)
    no_interest = forms.BooleanField(
        label=gettext_lazy("I have no interest in any of the vendors that made an offer."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers = self.obj.quotations.select_related("vendor")  # type: ignore[attr-defined]
        said = _("{vendor}: {amount}")
        self.fields["vendor"].choices = [  # type: ignore[attr-defined]
            (str(o.vendor_id), said.format(vendor=o.vendor.name, amount=exact_money(o.amount)))
            for o in offers
        ]
        self.initial.setdefault("signed_on", timezone.localdate())

    def clean_items(self) -> list[dict[str, Any]]:
        return read_items(self.cleaned_data["items"])


class _DatedForm(TransitionForm):
    """A step that happened on a day: today unless told."""

    on = day(gettext_lazy("On which day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())


class StartForm(_DatedForm):
    """When work began."""


class CompletionForm(_DatedForm):
    """When it was done."""


class SettleForm(TransitionForm):
    """The final cost, what was cut and why, and what is held back."""

    final = yuan(gettext_lazy("Final cost (yuan)"), least="0")
    reason = line(gettext_lazy("Why it is less than the contract"), 300)
    retention = yuan(gettext_lazy("Retention money (yuan)"), required=False, least="0")
    retention_until = day(gettext_lazy("Warranty until"), required=False)
    invoice = line(gettext_lazy("Invoice number"), 60)
    auditor = line(gettext_lazy("Cost audit by"), 120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("final", of_project(self.obj).contract_sum)


class _VoucherForm(TransitionForm):
    """An amount that left on a day, with its voucher."""

    amount = yuan(gettext_lazy("Amount (yuan)"))
    on = day(gettext_lazy("Paid on"), required=False)
    voucher = line(
        gettext_lazy("Voucher number"),
        40,
        required=True,
        help_text=gettext_lazy(
            "As on the paper, with year and month where the numbers begin anew. It counts once for"
            " all projects of the finance office."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
        self.initial.setdefault("amount", self.open_amount() or None)

    def open_amount(self) -> Decimal:
        return of_project(self.obj).contracted


class PaymentForm(_VoucherForm):
    """A payment under the contract."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("What for"),
        choices=[c for c in Payment.Purpose.choices if c[0] != Payment.Purpose.RETENTION],
        initial=Payment.Purpose.PROGRESS,
        required=False,
    )


class RetentionForm(_VoucherForm):
    """What was held back."""

    def open_amount(self) -> Decimal:
        return of_project(self.obj).retention


class ClosingForm(TransitionForm):
    """The last words for everybody: who answers for it from now on."""

    expected = ("responsible", "supervision_phone")

    responsible = line(
        p("project", "Who answers for it from now on"),
        60,
        help_text=gettext_lazy("An office, not a person."),
    )
    supervision_phone = line(gettext_lazy("Supervision telephone"), 40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("responsible", "supervision_phone"):
            self.initial.setdefault(name, getattr(self.obj, name))
