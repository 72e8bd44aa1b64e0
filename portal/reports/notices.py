"""What the person who asked for a report is told when nobody makes it any more."""

from django.utils.translation import gettext_lazy as _

from core.notices.kinds import INBOX, NoticeKind, declare, declare_group
from core.notices.services import Recipient, notify
from portal.reports.models import ReportRun
from portal.reports.workflow import DONE

GROUP = "reports"
declare_group(GROUP, _("Reports"))
declare(
    NoticeKind(
        "reports.ready",
        _("Your report is ready"),
        _("The report on {area}, {since} to {until}, can be read and downloaded ({code})."),
        (INBOX,),
        group=GROUP,
    ),
    NoticeKind(
        "reports.failed",
        _("Your report could not be made"),
        _(
            "The report on {area}, {since} to {until}, could not be made ({code})."
            " Please try again on its page; if it fails again, tell the operators."
        ),
        (INBOX,),
        group=GROUP,
    ),
)


def tell_orderer(run: ReportRun) -> None:
    """Put the outcome in the inbox of whoever asked, once; monthly runs nobody asked for tell
    nobody. In the caller's transaction, with the step itself.
    """
    context = {"area": run.area.name, "since": run.since, "until": run.until, "code": run.code}
    notify(
        "reports.ready" if run.status == DONE else "reports.failed",
        to=Recipient(user=run.requested_by),
        key=f"{run.code}:{run.status_since:%Y%m%d%H%M%S%f}",
        obj=run,
        context=context,
    )
