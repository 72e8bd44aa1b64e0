"""The marks of an area: caps and time limits, each its own or inherited."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.accounts.area_settings import AreaSettingsView
from core.areas.models import Area
from volunteers.wishes.marks import NAMES, WishSettings, inherited_by
from volunteers.wishes.services.setting import set_marks


class MarksForm(forms.ModelForm):
    """One field a mark; the hint says what holds while it is empty."""

    class Meta:
        model = WishSettings
        fields = NAMES

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (value, whose) in inherited_by(area).items():
            if value in (None, ""):
                continue
            shown = f"{value.normalize():f}" if name == "value_cap" else value
            hint = _("Inherited: %(value)s from %(area)s") if whose else _("Usual: %(value)s")
            self.fields[name].help_text = hint % {"value": shown, "area": whose}
            self.fields[name].widget.attrs["placeholder"] = shown

    def _post_clean(self) -> None:
        """Checking the row is the service's business, so that every surface checks alike."""


class Marks(AreaSettingsView):
    """See and set the marks of one area of one's own."""

    ability = "wishes.settings"
    model = WishSettings
    form = MarksForm
    address = "wishes:settings"
    template = "volunteers/wishes/settings.html"
    save = set_marks
