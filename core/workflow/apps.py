from functools import partial

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "core.workflow"
    label = "workflow"

    def ready(self) -> None:
        from core.areas import calendar
        from core.counters.rebuilding import declare_recount
        from core.workflow.recounting import record_anew
        from core.workflow.registry import workflow_models
        from core.workflow.services import recompute_due_dates

        calendar.on_change(recompute_due_dates)
        for model in workflow_models():
            declare_recount(model.workflow.kind, partial(record_anew, model))
