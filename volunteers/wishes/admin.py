"""Marks of wishes by area. Wishes themselves are moved on their own pages, never here."""

from django.contrib import admin

from volunteers.wishes.marks import WishSettings


@admin.register(WishSettings)
class WishSettingsAdmin(admin.ModelAdmin):
    """Empty fields are inherited from the area above."""

    list_display = ["area", "value_cap", "verify_working_days", "contact_days", "fulfil_days"]
    list_select_related = ["area"]
    search_fields = ["area__code__startswith", "area__name"]
    autocomplete_fields = ["area"]
