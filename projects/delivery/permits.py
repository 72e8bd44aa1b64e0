"""Who may take which step of a project: small questions, combined in the table of workflow.py."""

from core.accounts.permits import Permit, has

anybody = Permit("anybody", lambda user, project: True)
is_small = Permit("on the fast track", lambda user, project: project.is_fast_track)
is_urgent = Permit("an emergency", lambda user, project: project.is_emergency)

# the fast track for small amounts is decided by the subdistrict's clerk, the rest by its leader
approves = has("projects.approve") | (is_small & has("projects.approve_small"))

runs = has("projects.run")
holds_council = has("councils.run")
accepts = has("projects.accept")
settles = has("projects.settle")
pays = has("projects.pay")
