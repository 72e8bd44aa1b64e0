"""The tree is looked at, not edited; estates, buildings and the calendar are edited here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.areas.festivals import as_kept, in_words
from core.areas.models import Area, Building, CalendarDay, Estate


@admin.register(Area)
class AreaAdmin(admin.ModelAdmin):
    """Read-only: only the import writes the tree."""

    list_display = ["code", "name", "level", "parent"]
    list_filter = ["level"]
    list_select_related = ["parent"]
    list_per_page = 50
    search_fields = ["code__startswith", "name", "pinyin__startswith"]
    ordering = ["code"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Estate)
class EstateAdmin(admin.ModelAdmin):
    list_display = ["name", "community", "management"]
    list_filter = ["management"]
    list_select_related = ["community"]
    search_fields = ["name", "pinyin__startswith"]
    autocomplete_fields = ["community"]
    ordering = ["pinyin", "name"]


@admin.register(Building)
class BuildingAdmin(admin.ModelAdmin):
    list_display = ["__str__", "grid", "households"]
    list_select_related = ["estate", "grid"]
    search_fields = ["name", "estate__name", "estate__pinyin__startswith"]
    autocomplete_fields = ["estate", "grid"]


class CalendarDayForm(forms.ModelForm):
    """A festival is read and written in one's own language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["reason"] = in_words(self.initial.get("reason", ""))

    def clean_reason(self) -> str:
        return as_kept(self.cleaned_data["reason"])


@admin.register(CalendarDay)
class CalendarDayAdmin(admin.ModelAdmin):
    """Saving or deleting a day moves the due dates that it touches."""

    form = CalendarDayForm
    list_display = ["date", "is_working", "why"]
    list_filter = ["is_working"]
    date_hierarchy = "date"
    ordering = ["-date"]

    @admin.display(description=_("Reason"))
    def why(self, day: CalendarDay) -> str:
        return day.why
