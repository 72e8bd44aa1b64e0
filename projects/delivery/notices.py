"""What people are told on the way of a project. Nothing in these texts is personal."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.notices.kinds import INBOX, SMS, NoticeKind, declare, declare_group

GROUP = "projects"
declare_group(GROUP, _("Micro-projects"))


def _kind(
    name: str, title: Promise | str, body: Promise | str, *, text: bool, sms: Promise | str = ""
) -> NoticeKind:
    channels = (INBOX, SMS) if text else (INBOX,)
    return NoticeKind(f"projects.{name}", title, body, channels, group=GROUP, sms=sms)


declare(
    _kind(
        "step",
        _("News of a project you follow"),
        _("“{title}” ({code}): {said}."),
        text=True,
        # whoever reads a text message alone must learn why it came and how to have no more
        sms=_(
            "“{title}” ({code}): {said}. You get this because you follow it; to stop, open"
            " “Follow” on its page."
        ),
    ),
    _kind(
        "unfollowed",
        _("You no longer follow a project"),
        _(
            "You get no more messages about “{title}” ({code}). Was it not you? Follow it again"
            " on its page."
        ),
        text=True,
    ),
    _kind(
        "answered",
        _("Your objection was answered"),
        _("About “{title}” ({code}) the community answers: {note}"),
        text=True,
    ),
    _kind(
        "objection",
        _("Somebody objected to a project"),
        _("{code} “{title}”: an objection waits for an answer; the notice stands still."),
        text=False,
    ),
    _kind(
        "your_turn",
        _("A project waits for you"),
        _("{code} “{title}” is now: {said}"),
        text=False,
    ),
    _kind(
        "remind_due",
        _("A project is due"),
        _("{code} “{title}”: {said} Due by {until}."),
        text=False,
    ),
    _kind(
        "remind_notice",
        _("A public notice is about to end"),
        _("The notice about {code} “{title}” ends on {until}."),
        text=False,
    ),
    _kind(
        "remind_progress",
        _("A progress note is missing"),
        _("Nothing has been noted about {code} “{title}” for {days} days."),
        text=False,
    ),
    _kind(
        "remind_milestone",
        _("A milestone is due"),
        _("{code} “{title}”: “{milestone}” should be reached by {until}."),
        text=False,
    ),
    _kind(
        "remind_retention",
        _("Retention money can be released"),
        _("The warranty of {code} “{title}” ended on {until}; the money held back can be paid."),
        text=False,
    ),
)
