"""The few kinds that belong to the outbox itself."""

from django.utils.translation import gettext_lazy as _

from core.notices.kinds import EMAIL, INBOX, SMS, NoticeKind, declare, declare_group

DIGEST = NoticeKind(
    name="notices.digest",
    title=_("{count} new messages for you"),
    body=_("While it was quiet, {count} messages arrived for you: {titles}"),
    sms=_("You have {count} new messages: {titles}"),
    channels=(SMS, EMAIL),
)
BUDGET_WARNING = NoticeKind(
    name="notices.budget_warning",
    title=_("Text messages of {area} are running out"),
    body=_(
        "{used} of {allowed} text messages of this month are used. When none is left, only "
        "urgent ones go out; the others wait in the list of deliveries."
    ),
    channels=(INBOX,),
    group="operation",
)
CODE = NoticeKind(
    name="notices.code",
    title=_("Code"),
    body="{text}",
    channels=(SMS,),
    urgent=True,
    compulsory=True,
)

declare_group("operation", _("Running the portal"))
declare(DIGEST, BUDGET_WARNING, CODE)
