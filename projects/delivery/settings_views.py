"""The rules of an area for its projects, each its own or inherited."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.accounts.area_settings import AreaSettingsView
from core.areas.models import Area
from projects.delivery.services.setting import set_rules
from projects.delivery.settings import NAMES, ProjectSettings, Rules, rules_for
from projects.funding.rule_changes import RuleChange, changes_shown


class RulesForm(forms.ModelForm):
    """One field a rule; the hint says what holds while it is empty."""

    class Meta:
        model = ProjectSettings
        fields = NAMES

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = rules_for(area.parent) if area.parent else Rules()
        for name in NAMES:
            value = getattr(above, name)
            shown = f"{value.normalize():f}" if hasattr(value, "normalize") else value
            self.fields[name].help_text = _("While this is empty: %(value)s") % {"value": shown}
            self.fields[name].widget.attrs["placeholder"] = shown

    def _post_clean(self) -> None:
        """Checking the row is the service's business, so that every surface checks alike."""


class ProjectRules(AreaSettingsView):
    """See and set the rules of one area of one's own."""

    ability = "projects.settings"
    model = ProjectSettings
    form = RulesForm
    address = "delivery:settings"
    template = "projects/delivery/settings.html"
    save = set_rules

    def more(self, area: Area) -> dict[str, Any]:
        changes = RuleChange.objects.filter(what=RuleChange.What.RULES, area=area)
        labels = {name: ProjectSettings._meta.get_field(name).verbose_name for name in NAMES}
        return {"changes": list(changes_shown(changes, labels))}
