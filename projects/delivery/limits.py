"""Time limits of a project by its area's settings (DOMAIN 1.3; every number is a setting)."""

from typing import Any

from core.workflow.table import Hours

DAY = 24


def _limit(name: str) -> Any:
    def days(project: Any) -> int:
        return int(getattr(project.rules, name))

    days.__name__ = name
    return days


to_publish_notice = _limit("publish_days")
to_report_up = _limit("report_days")
to_procure = _limit("procure_start_days")
procurement_days = _limit("procurement_days")
acceptance_days = _limit("acceptance_days")
settlement_days = _limit("settlement_days")


def least_notice_days(project: Any) -> int:
    """Working days of a public notice at least; fewer for the fast track."""
    rules = project.rules
    return int(rules.fast_notice_days if project.is_fast_track else rules.notice_days)


def notice_days(project: Any) -> int:
    """Working days of the notice that is up: what was chosen for it."""
    return int(project.notice_days or least_notice_days(project))


def review_days(project: Any) -> int:
    """Working days of the subdistrict; fewer for the fast track."""
    rules = project.rules
    return int(rules.fast_review_days if project.is_fast_track else rules.review_days)


EVALUATION = Hours(lambda project: project.rules.evaluation_days * DAY)
