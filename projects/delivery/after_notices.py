"""What people are told after the work: acceptance, changes, checks, upkeep, emergencies."""

from django.utils.translation import gettext_lazy as _

from core.notices.kinds import INBOX, SMS, NoticeKind, declare
from projects.delivery.notices import GROUP


def _staff(name: str, title: object, body: object) -> NoticeKind:
    return NoticeKind(f"projects.{name}", title, body, (INBOX,), group=GROUP)  # type: ignore[arg-type]


def _people(name: str, title: object, body: object) -> NoticeKind:
    return NoticeKind(f"projects.{name}", title, body, (INBOX, SMS), group=GROUP)  # type: ignore[arg-type]


declare(
    _people(
        "received",
        _("Somebody wrote down that you received something"),
        _(
            "“{title}” ({code}): the community wrote down that you received: {item}, {quantity}."
            " If that is not so, please say so on the project's page or call us."
        ),
    ),
    _staff(
        "check_filed",
        _("Somebody reported a project"),
        _("{code} “{title}”: a report that it was not done or does not work. Please look."),
    ),
    _staff(
        "check_mend",
        _("Something about a project has to be put right"),
        _("{code} “{title}”: {note}"),
    ),
    _people(
        "check_answered",
        _("Your report was answered"),
        _("“{title}” ({code}): {note}"),
    ),
    _staff(
        "remind_ratify",
        _("Vote and notice of an emergency are missing"),
        _("{code} “{title}” was approved at once. Vote and notice must follow by {until}."),
    ),
    _staff(
        "remind_upkeep",
        _("Somebody should look after a project"),
        _("{code} “{title}”: {who} should have a look by {until}."),
    ),
    _staff(
        "remind_look_back",
        _("Time to look back at a project"),
        _("{code} “{title}” was closed some time ago. Is it there, does it work, is it used?"),
    ),
    _staff(
        "remind_check",
        _("A report about a project is due"),
        _("{code} “{title}”: the report should be answered by {until}."),
    ),
)
