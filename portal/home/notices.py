"""What staff are told when somebody asks for a call or writes. Never who it is: see its page."""

from django.utils.translation import gettext_lazy as _

from core.accounts.queries import nearest_with
from core.notices.kinds import INBOX, NoticeKind, declare, declare_group
from core.notices.services import Recipient, notify
from portal.home.models import FromTheDoor

GROUP = "front_door"
declare_group(GROUP, _("Call-backs and letters"))
declare(
    NoticeKind(
        "home.call_back",
        _("Somebody asks for a call"),
        _("{code}: please call by {until}. Name and number are on its page."),
        (INBOX,),
        group=GROUP,
    ),
    NoticeKind(
        "home.feedback",
        _("A complaint or suggestion has arrived"),
        _("{code}: please answer by {until}."),
        (INBOX,),
        group=GROUP,
    ),
)


def tell_staff(kind: str, row: FromTheDoor) -> None:
    """Put it in the inbox of those who handle it, once each: the staff of its own area, or where
    it has none, of the next one above. Whoever wrote it is left out.
    """
    context = {"code": row.code, "until": row.due_at}
    for user in nearest_with(row.ability, row.area):
        if user != row.user:
            notify(kind, to=Recipient(user=user), key=row.code, obj=row, context=context)
