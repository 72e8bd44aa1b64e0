"""The marks of an area: caps and time limits, each its own or inherited."""

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
from volunteers.wishes.marks import NAMES, WishSettings, inherited_by
from volunteers.wishes.services.setting import set_marks

LEVELS = (Area.Level.DISTRICT, Area.Level.SUBDISTRICT, Area.Level.COMMUNITY)


def _areas(user: User) -> Any:
    held = user.areas_where("wishes.settings")
    inside = Area.objects.filter(within(held), level__in=LEVELS)
    return (inside | Area.objects.filter(pk__in=[a.pk for a in held])).order_by("path")


class AreaForm(forms.Form):
    """Which area's marks are shown; stays in the address."""

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


def _indented(area: Area) -> str:
    depth = LEVELS.index(Area.Level(area.level)) if area.level in LEVELS else 0
    return "\u3000" * depth + area.name


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


@for_staff("wishes.settings")
@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: HttpRequest) -> HttpResponse:
    """See and set the marks of one area of one's own."""
    user: Any = request.user
    areas = _areas(user)
    code = request.GET.get("area", "")
    area = areas.filter(code=code).first() if code else areas.order_by(Length("path")).first()
    if area is None:
        raise Http404
    row = WishSettings.objects.filter(area=area).first() or WishSettings(area=area)
    form = MarksForm(request.POST or None, instance=row, area=area)
    if request.method == "POST" and form.is_valid():
        try:
            set_marks(area, by=user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('wishes:settings')}?area={area.code}")
    status = 400 if form.is_bound and form.errors else 200
    context = {
        "form": form,
        "area": area,
        "places": AreaForm({"area": area.code}, areas=areas),
        "others": WishSettings.objects.filter(area__in=areas)
        .exclude(area=area)
        .select_related("area")
        .order_by("area__path")[:100],
    }
    return render(request, "volunteers/wishes/settings.html", context, status=status)
