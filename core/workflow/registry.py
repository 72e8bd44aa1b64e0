"""All kinds of matters the portal knows, found among the models."""

from django.apps import apps

from core.workflow.models import WorkflowModel


def workflow_models() -> list[type[WorkflowModel]]:
    """Every concrete model with a transition table."""
    return [m for m in apps.get_models() if issubclass(m, WorkflowModel)]


def model_of(kind: str) -> type[WorkflowModel]:
    """The model of a kind. Raises KeyError for an unknown one."""
    return {m.workflow.kind: m for m in workflow_models()}[kind]
