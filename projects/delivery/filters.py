"""The questions one may ask the staff's list; all stay in the address."""

from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.lists.asking import StaffAsking
from projects.delivery.kinds import Category, ProjectKind
from projects.delivery.queries import Filters
from projects.delivery.states import AFTER_ACCEPTANCE, BEFORE_VOTE, OPEN, STATES

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


class StaffFilter(StaffAsking):
    """Words, state, kind, category, community, a tab."""

    hint = _("Title, place or number")
    states = STATES
    tabs: ClassVar = {**TABS, AFTER: ()}
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *ProjectKind.choices]
    )
    category = forms.ChoiceField(
        label=_("Category"), required=False, choices=[("", _("All categories")), *Category.choices]
    )
    field_order = ("q", "status", "kind", "category", "area", "tab")

    def asked(self) -> Filters:
        found = self.found()
        return Filters(
            self.statuses(),
            found.get("kind") or "",
            found.get("category") or "",
            self.place(),
            q=self.words(),
            look_on=timezone.localdate() if found.get("tab") == AFTER else None,
        )

    @property
    def by_deadline(self) -> bool:
        """Whether the list is asked for in the order of deadlines."""
        return (getattr(self, "cleaned_data", {}).get("tab") or "") == "due"
