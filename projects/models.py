"""The tables of this wing, one module per room."""

from projects.delivery.models import MicroProject
from projects.delivery.settings import ProjectSettings

__all__ = ["MicroProject", "ProjectSettings"]
