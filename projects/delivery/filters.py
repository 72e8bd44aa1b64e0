"""The questions one may ask the staff's list; all stay in the address."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.areas.models import Area
from core.areas.scope import within
from projects.delivery.kinds import Category, ProjectKind
from projects.delivery.queries import Filters
from projects.delivery.states import AFTER_ACCEPTANCE, BEFORE_VOTE, OPEN, STATES

LONGEST_QUESTION = 40
AFTER = "after"  # closed, and somebody should look again: not a tab, a notice leads there
TABS: dict[str, tuple[str, ...]] = {
    "due": OPEN,
    "council": BEFORE_VOTE,
    "notice": ("vote_passed", "public_notice", "objected", "notice_passed"),
    "review": ("street_review", "returned"),
    "procure": ("approved", "procurement", "contracted"),
    "works": ("in_progress", "suspended", "change_pending", "acceptance_pending", "rectifying"),
    "money": AFTER_ACCEPTANCE,
    "": (),
}
TAB_LABELS = {
    "due": _("By deadline"),
    "council": p("tab", "Council"),
    "notice": p("tab", "Notice"),
    "review": p("tab", "Review"),
    "procure": p("tab", "Procurement"),
    "works": p("tab", "Works"),
    "money": p("tab", "Settlement"),
    "": _("All"),
}


class StaffFilter(forms.Form):
    """Words, state, kind, category, community, the year of the shortlist."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Title, place or number")}
        ),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("All")), *((s.name, s.label) for s in STATES)],
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *ProjectKind.choices]
    )
    category = forms.ChoiceField(
        label=_("Category"), required=False, choices=[("", _("All categories")), *Category.choices]
    )
    area = forms.ChoiceField(label=_("Where"), required=False)
    tab = forms.ChoiceField(
        required=False, choices=[(name, name) for name in (*TABS, AFTER)], widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, areas: tuple[Area, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = Area.objects.filter(level=Area.Level.COMMUNITY).filter(within(areas))
        self.fields["area"].choices = [  # type: ignore[attr-defined]
            ("", _("All communities")),
            *inside.order_by("code").values_list("code", "name"),
        ]

    def asked(self) -> Filters:
        """What is asked; a field in error asks nothing."""
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        area = Area.objects.filter(code=found["area"]).first() if found.get("area") else None
        tab = TABS.get(found.get("tab") or "", ())
        statuses = (found["status"],) if found.get("status") else tab
        return Filters(
            statuses,
            found.get("kind") or "",
            found.get("category") or "",
            area,
            q=(found.get("q") or "").strip(),
            look_on=timezone.localdate() if found.get("tab") == AFTER else None,
        )

    @property
    def by_deadline(self) -> bool:
        """Whether the list is asked for in the order of deadlines."""
        return (getattr(self, "cleaned_data", {}).get("tab") or "") == "due"
