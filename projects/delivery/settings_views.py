"""The rules of an area for its projects, each its own or inherited."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.accounts.models import User
from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.areas.scope import within
from projects.delivery.services.setting import set_rules
from projects.delivery.settings import NAMES, ProjectSettings, Rules, rules_for

LEVELS = (Area.Level.DISTRICT, Area.Level.SUBDISTRICT, Area.Level.COMMUNITY)


def _areas(user: User) -> Any:
    held = user.areas_where("projects.settings")
    inside = Area.objects.filter(within(held), level__in=LEVELS)
    return (inside | Area.objects.filter(pk__in=[a.pk for a in held])).order_by("path")


def _indented(area: Area) -> str:
    depth = LEVELS.index(Area.Level(area.level)) if area.level in LEVELS else 0
    return "\u3000" * depth + area.name


class PlaceForm(forms.Form):
    """Which area's rules are shown; stays in the address."""

    area = forms.ModelChoiceField(
        label=gettext_lazy("Area"),
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label=None,
    )

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["area"].label_from_instance = _indented  # type: ignore[attr-defined]


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


@for_staff("projects.settings")
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """See and set the rules of one area of one's own."""
    user: Any = request.user
    areas = _areas(user).select_related("parent")
    code = request.GET.get("area", "").replace("\0", "")
    area = areas.filter(code=code).first() if code else areas.order_by(Length("path")).first()
    if area is None:
        raise Http404
    row = ProjectSettings.objects.filter(area=area).first() or ProjectSettings(area=area)
    form = RulesForm(request.POST or None, instance=row, area=area)
    if request.method == "POST" and form.is_valid():
        try:
            set_rules(area, by=user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('delivery:settings')}?area={area.code}")
    status = 400 if form.is_bound and form.errors else 200
    others = ProjectSettings.objects.filter(area__in=_areas(user)).exclude(area=area)
    context = {
        "form": form,
        "area": area,
        "places": PlaceForm({"area": area.code}, areas=areas),
        "others": others.select_related("area").order_by("area__path")[:100],
    }
    return render(request, "projects/delivery/settings.html", context, status=status)
