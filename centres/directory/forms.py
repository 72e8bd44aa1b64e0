"""Input for the directory: a place to start from, centres and rooms."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centres.directory.models import Room, ServiceCentre, Zone
from core.accounts.models import User
from core.areas.models import Area

LEVELS_WITH_CENTRES = (Area.Level.DISTRICT, Area.Level.SUBDISTRICT, Area.Level.COMMUNITY)


class PlaceForm(forms.Form):
    """A position of the visitor's, used for one answer and then forgotten. CGCS2000 degrees."""

    lon = forms.FloatField(min_value=73, max_value=136)
    lat = forms.FloatField(min_value=3, max_value=54)


class CentreForm(forms.ModelForm):
    """What a centre is and where; its area is one in which the editor may edit."""

    class Meta:
        model = ServiceCentre
        fields = (
            "name",
            "level",
            "area",
            "address",
            "access_notes",
            "phone",
            "longitude",
            "latitude",
            "on_holidays",
            "public",
        )
        help_texts = {
            "longitude": _("CGCS2000, such as 113.5301. Amap and Baidu figures are shifted."),
            "public": _("Hidden centres are seen only by those who edit them."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Q(pk__in=[])
        for own in user.areas_where("directory.edit"):
            mine |= Q(path__startswith=own.path)
        area: Any = self.fields["area"]
        area.label = _("Area that answers for it")
        area.queryset = Area.objects.filter(mine, level__in=LEVELS_WITH_CENTRES).order_by("code")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("longitude") is None) != (cleaned.get("latitude") is None):
            self.add_error("latitude", _("Longitude and latitude come together."))
        return cleaned


class RoomForm(forms.ModelForm):
    """A room; the zone is typed, and made when the centre has none of that name."""

    zone_name = forms.CharField(label=_("Zone"), max_length=40, required=False)

    class Meta:
        model = Room
        fields = ("name", "kind", "access", "capacity", "notes", "in_use")

    field_order = ["name", "kind", "zone_name", "access", "capacity", "notes", "in_use"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.zone:
            self.initial["zone_name"] = self.instance.zone.name

    def zone(self) -> Zone | None:
        """The zone typed, made if need be."""
        name = self.cleaned_data["zone_name"].strip()
        if not name:
            return None
        return Zone.objects.get_or_create(centre=self.instance.centre, name=name)[0]


class PhotoForm(forms.Form):
    """A picture and what it shows, for those who cannot see it."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("Of the place, without people. JPEG or PNG, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    shows = forms.CharField(
        label=_("What it shows"),
        max_length=100,
        help_text=_("Read aloud to those who cannot see it: the entrance with its ramp."),
    )
