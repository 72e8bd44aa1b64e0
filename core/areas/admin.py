"""The tree is looked at, not edited; estates, buildings and the calendar are edited here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

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


@admin.register(CalendarDay)
class CalendarDayAdmin(admin.ModelAdmin):
    """Saving or deleting a day moves the due dates that it touches."""

    list_display = ["date", "is_working", "reason"]
    list_filter = ["is_working"]
    date_hierarchy = "date"
    ordering = ["-date"]
