from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "core.workflow"
    label = "workflow"

    def ready(self) -> None:
        from core.areas import calendar
        from core.workflow.services import recompute_due_dates

        calendar.on_change(recompute_due_dates)
