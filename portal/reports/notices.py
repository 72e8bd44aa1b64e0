"""Who hears what became of a report: whoever asked for it, else who answers for its area."""

from django.utils.translation import gettext_lazy as _

from core.accounts.abilities import roles_with
from core.accounts.models import RoleGrant, User
from core.notices.kinds import INBOX, NoticeKind, declare, declare_group
from core.notices.services import Recipient, notify_all
from portal.reports.models import ReportRun
from portal.reports.rules import REQUEST
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
        "reports.made",
        _("A new report on your area"),
        _("The report on {area}, {since} to {until}, can be read and downloaded ({code})."),
        (INBOX,),
        group=GROUP,
    ),
    NoticeKind(
        "reports.failed",
        _("A report could not be made"),
        _(
            "The report on {area}, {since} to {until}, could not be made ({code})."
            " Please try again on its page; if it fails again, tell the operators."
        ),
        (INBOX,),
        group=GROUP,
    ),
)


def tell(run: ReportRun) -> None:
    """Put the outcome in the inbox of whoever asked, once; of a report made by itself, in those
    of who may ask for one in this very area. In the caller's transaction, with the step itself.
    """
    asked = run.requested_by
    made = "reports.ready" if asked else "reports.made"
    notify_all(
        made if run.status == DONE else "reports.failed",
        to=[Recipient(user=one) for one in ([asked] if asked else _answering_for(run))],
        key=f"{run.code}:{run.status_since:%Y%m%d%H%M%S%f}",
        obj=run,
        context={"area": run.area.name, "since": run.since, "until": run.until, "code": run.code},
    )


def _answering_for(run: ReportRun) -> list[User]:
    held = RoleGrant.objects.in_force().filter(area=run.area, role__in=roles_with(REQUEST))
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True))
