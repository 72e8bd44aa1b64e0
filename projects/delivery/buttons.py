"""Steps that are open and would be refused all the same: no buttons for them just now."""

from typing import Any

from django.utils import timezone

from projects.delivery.change_steps import waits_for_council
from projects.funding.queries import of_project


def makes_sense(project: Any, name: str) -> bool:
    """Whether there is money to move by this step, a change to agree to without the council, or
    a later notice to put up or to object to."""
    match name:
        case "publish_late_notice":
            return not _is_up(project) and project.notice_ended_at is None
        case "object_later":
            return _is_up(project)
        case "agree_change":
            return not waits_for_council(project)
        case "pay":
            return of_project(project).contracted > 0
        case "keep_retention":
            return of_project(project).retention > 0
        case "release_retention":
            return of_project(project).retention > 0 and _warranty_is_over(project)
        case "record_refund":
            return of_project(project).paid > 0
    return True


def _is_up(project: Any) -> bool:
    return bool(project.public_notices.filter(ended_at=None).exists())


def _warranty_is_over(project: Any) -> bool:
    until = project.settlement.retention_until
    return until is None or until <= timezone.localdate()
