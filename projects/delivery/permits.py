"""Who may take which step of a project: small questions, combined in the table of workflow.py."""

from typing import Any

from core.accounts.permits import Permit, has


def _is_small(user: Any, project: Any) -> bool:
    """On the fast track, and no change waits with which it would outgrow it."""
    if not project.is_fast_track or project.status != "change_pending":
        return bool(project.is_fast_track)
    if not hasattr(project, "asked_price"):  # lists bring it with their rows
        project = type(project).objects.with_parts().get(pk=project.pk)
    return bool((project.asked_price or 0) < project.fast_below)


anybody = Permit("anybody", lambda user, project: True)
is_small = Permit("on the fast track", _is_small)
is_urgent = Permit("an emergency", lambda user, project: project.is_emergency)

# the fast track for small amounts is decided by the subdistrict's clerk, the rest by its leader;
# the cheap question comes first, because lists ask it of every row
approves = has("projects.approve") | (has("projects.approve_small") & is_small)

runs = has("projects.run")
holds_council = has("councils.run")
accepts = has("projects.accept")
settles = has("projects.settle")
pays = has("projects.pay")
