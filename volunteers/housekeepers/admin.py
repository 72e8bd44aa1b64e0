"""Volunteers and housekeepers, for the community's own corrections."""

from django.contrib import admin

from volunteers.housekeepers.models import Housekeeper, Volunteer


@admin.register(Volunteer)
class VolunteerAdmin(admin.ModelAdmin):
    list_display = ["__str__", "area", "registered_on", "left_on"]
    list_select_related = ["user", "area"]
    search_fields = ["volunteer_number", "user__username"]
    autocomplete_fields = ["area"]
    raw_id_fields = ["user"]


@admin.register(Housekeeper)
class HousekeeperAdmin(admin.ModelAdmin):
    list_display = ["__str__", "selected_by", "since", "until"]
    list_select_related = ["volunteer__user", "area"]
    autocomplete_fields = ["volunteer", "area", "buildings"]
