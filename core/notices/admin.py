from django.contrib import admin

from core.notices.models import SmsBudget


@admin.register(SmsBudget)
class SmsBudgetAdmin(admin.ModelAdmin):
    list_display = ["area", "month", "allowed", "used"]
    list_filter = ["month"]
    readonly_fields = ["used"]
    raw_id_fields = ["area"]
