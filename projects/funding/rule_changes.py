"""Who changed a cap or a rule, when, and from what to what: for whoever asks why it passed."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.models import User
from core.areas.models import Area
from core.privacy.protection import append_only
from projects.funding.kinds import ProgrammeKind, ProjectKind, Unspent

SHOWN = 30
CHOICES: dict[str, type[models.TextChoices]] = {"kind": ProgrammeKind, "unspent": Unspent}
ANSWERS = {"True": _("Yes"), "False": _("No")}
TYPED = ("name", "code")  # digits in them are no sum


class RuleChange(models.Model):
    """One change of a cap or of the rules of an area; the database keeps it as it is.

    `before` and `after` hold only what differs, as text; nothing where no value was set.
    """

    class What(models.TextChoices):
        CAP = "cap", p("rule change", "Cap")
        RULES = "rules", p("rule change", "Rules for projects")
        PROGRAMME = "programme", p("rule change", "Programme")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("Area"))
    what = models.CharField(max_length=10, choices=What.choices)
    about = models.CharField(max_length=40, blank=True, default="")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers: ClassVar = append_only()
        ordering = ["-id"]
        indexes = [
            # the record beside the caps or rules, newest first
            models.Index(fields=["what", "area", "-id"], name="rule_change_of_area")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.about} {self.at:%Y-%m-%d}"

    @property
    def about_said(self) -> str:
        """What it is about in words: of a cap its year and the name of its kind."""
        if self.what != self.What.CAP:
            return self.about
        year, _space, kind = self.about.partition(" ")
        return f"{year} {ProjectKind(kind).label if kind else _('All kinds')}"


def note_change(
    area: Area,
    what: str,
    *,
    by: User,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    about: str = "",
) -> RuleChange | None:
    """Put on record what differs, in the transaction that changes it; nothing if nothing does."""
    names = [n for n in after if before.get(n) != after[n]]
    if not names:
        return None
    return RuleChange.objects.create(
        area=area,
        what=what,
        by=by,
        before={n: _text(before.get(n)) for n in names},
        after={n: _text(after[n]) for n in names},
        about=about,
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def changes_shown(
    rows: models.QuerySet[RuleChange], labels: Mapping[str, Any]
) -> Iterable[dict[str, Any]]:
    """The newest changes as a page shows them: who, when, and each value before and after."""
    for row in rows.select_related("area", "by")[:SHOWN]:
        values = [
            (labels.get(n, n), _shown(n, row.before.get(n, "")), _shown(n, v))
            for n, v in row.after.items()
        ]
        yield {"row": row, "values": values}


def _shown(name: str, value: str) -> Any:
    """In the reader's words, a sum with its thousands apart; what was typed as it was kept."""
    if name in CHOICES:
        return dict(CHOICES[name].choices).get(value, value)
    if value in ANSWERS and name not in TYPED:
        return ANSWERS[value]
    whole, point, rest = value.partition(".")
    if name in TYPED or not whole.isdecimal():
        return value
    return f"{int(whole):,}{point}{rest}"
