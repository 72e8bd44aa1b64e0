"""What an area sets for its projects."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from core.accounts.models import User
from core.areas.models import Area
from projects.delivery.settings import NAMES, ProjectSettings
from projects.funding.rule_changes import RuleChange, note_change


@transaction.atomic
def set_rules(area: Area, *, by: User, **rules: Any) -> ProjectSettings | None:
    """Set the rules of an area; an empty one is inherited, and none at all leaves no row.

    Clocks already running keep their end. Raises PermissionDenied, ValidationError by field,
    KeyError for an unknown rule.
    """
    if not by.can("projects.settings", area):
        raise PermissionDenied
    if unknown := rules.keys() - set(NAMES):
        raise KeyError(f"no such rules: {sorted(unknown)}")
    Area.objects.select_for_update(of=("self",), no_key=True).get(pk=area.pk)
    row = ProjectSettings.objects.filter(area=area).first() or ProjectSettings(area=area)
    before = {name: getattr(row, name) for name in rules}
    note_change(area, RuleChange.What.RULES, by=by, before=before, after=rules)
    for name, value in rules.items():
        setattr(row, name, value)
    row.full_clean(exclude=["area"])
    if all(getattr(row, name) is None for name in NAMES):
        if row.pk:
            row.delete()
        return None
    row.save()
    return row
