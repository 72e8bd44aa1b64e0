"""A page on which staff set what holds in one of their areas; what is empty is inherited."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from core.accounts.models import User
from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.areas.scope import within

LEVELS = (Area.Level.DISTRICT, Area.Level.SUBDISTRICT, Area.Level.COMMUNITY)
MOST = 100  # other areas with values of their own that are listed


def areas_to_set(user: User, ability: str) -> QuerySet[Area]:
    """The person's areas and those inside them, each above what it holds."""
    held = user.areas_where(ability)
    inside = Area.objects.filter(within(held), level__in=LEVELS)
    return (inside | Area.objects.filter(pk__in=[a.pk for a in held])).order_by("path")


def indented(area: Area) -> str:
    """The area's name in a list that shows the tree."""
    depth = LEVELS.index(Area.Level(area.level)) if area.level in LEVELS else 0
    return "\u3000" * depth + area.name


class AreaForm(forms.Form):
    """Which area is shown; stays in the address."""

    area = forms.ModelChoiceField(
        label=gettext_lazy("Area"),
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label=None,
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["area"].label_from_instance = indented  # type: ignore[attr-defined]


class AreaSettingsView(View):
    """See and set the row of one area of one's own; a room says whose form and which service.

    `save(area, by=…, **fields)` checks and writes; what it raises as ValidationError stands
    above the form, which keeps what was typed.
    """

    ability: str
    model: type[Any]
    form: type[forms.ModelForm]
    address: str
    template: str
    save: Callable[..., Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        guarded = method_decorator(for_staff(self.ability))(View.dispatch)
        answer: HttpResponseBase = guarded(self, request, *args, **kwargs)
        return answer

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user: Any = request.user

    def get(self, request: HttpRequest) -> HttpResponse:
        area, row = self._chosen()
        return self._page(area, self.form(instance=row, area=area))

    def post(self, request: HttpRequest) -> HttpResponse:
        area, row = self._chosen()
        form = self.form(request.POST, instance=row, area=area)
        if form.is_valid():
            try:
                type(self).save(area, by=self.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Saved."))
                return redirect(f"{reverse(self.address)}?area={area.code}")
        return self._page(area, form, status=400)

    def more(self, area: Area) -> dict[str, Any]:
        """What a room's page shows beside the form."""
        return {}

    def _areas(self) -> QuerySet[Area]:
        return areas_to_set(self.user, self.ability)

    def _chosen(self) -> tuple[Area, Any]:
        areas = self._areas().select_related("parent")
        code = self.request.GET.get("area", "").replace("\0", "")
        area = areas.filter(code=code).first() if code else areas.order_by(Length("path")).first()
        if area is None:
            raise Http404
        return area, self.model.objects.filter(area=area).first() or self.model(area=area)

    def _page(self, area: Area, form: forms.ModelForm, status: int = 200) -> HttpResponse:
        areas = self._areas()
        others = self.model.objects.filter(area__in=areas).exclude(area=area)
        context = {
            "form": form,
            "area": area,
            "places": AreaForm({"area": area.code}, areas=areas),
            "others": others.select_related("area").order_by("area__path")[:MOST],
            **self.more(area),
        }
        return render(self.request, self.template, context, status=status)
