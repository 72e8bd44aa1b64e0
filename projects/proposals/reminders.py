"""Who is reminded of what on the way of a proposal, and when."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.notices.reminders import TOO_LATE, Due, Reminder, declare, working_days_before
from projects.proposals import referring, telling
from projects.proposals.models import Proposal

DAY = dt.timedelta(days=1)
LOOK_BACK = TOO_LATE + 5 * DAY  # older ones were asked in an earlier sweep


def unscreened(now: dt.datetime) -> Iterable[Due]:
    """Staff, on the morning of the day by which it should be decided."""
    rows = Proposal.objects.filter(status__in=("submitted", "screening"), due_at__lte=now + DAY)
    for proposal in rows.select_related("area", "project").order_by("due_at"):
        if proposal.due_at is None:
            continue
        at = working_days_before(proposal.due_at, 0)
        if not now - LOOK_BACK <= at <= now:
            continue
        until = timezone.localtime(proposal.due_at).date()
        context = {**telling.context_of(proposal), "until": until}
        key = f"{proposal.status_since:%Y%m%d%H%M}"
        yield Due(proposal, telling.staff_of(proposal), "proposals.remind_screen", key, context, at)


def waiting_for_a_call(now: dt.datetime) -> Iterable[Due]:
    """Staff, a day after a proposal was referred without the proposer's word."""
    rows = Proposal.objects.filter(status="referred", referred_to="")
    rows = rows.filter(status_since__gt=now - LOOK_BACK, status_since__lte=now - DAY)
    for proposal in rows.select_related("area", "project").order_by("status_since"):
        if referring.waits_for_a_call(proposal):
            context = telling.context_of(proposal)
            at = proposal.status_since + DAY
            yield Due(
                proposal, telling.staff_of(proposal), "proposals.remind_refer", "1", context, at
            )


declare(Reminder("proposals.to_call", waiting_for_a_call, _("Proposers waiting for a call")))
declare(Reminder("proposals.unscreened", unscreened, _("Proposals waiting to be screened")))
