"""What people are told about meetings of a council and about residents' votes."""

from django.utils.translation import gettext_lazy as _

from core.notices.kinds import INBOX, SMS, NoticeKind, declare, declare_group

GROUP = "councils"
declare_group(GROUP, _("Councils and votes"))
BOTH = (INBOX, SMS)

declare(
    NoticeKind(
        "councils.called",
        _("The residents' council meets"),
        _(
            "“{title}” ({code}): {when}, {place}. Your code to sign in there: {sign_in}."
            " It is yours alone."
        ),
        BOTH,
        group=GROUP,
    ),
    NoticeKind(
        "councils.entered",
        _("You are down as present"),
        _(
            "Staff wrote down that you came to “{title}” ({code}) on {when}. If that is not so,"
            " please tell the supervision telephone or your subdistrict."
        ),
        BOTH,
        group=GROUP,
    ),
    NoticeKind(
        "councils.remind_meeting",
        _("The council meets tomorrow"),
        _("“{title}” ({code}): {when}, {place}."),
        BOTH,
        group=GROUP,
    ),
    NoticeKind(
        "councils.remind_to_meet",
        _("It is time for the council to meet"),
        _("The last meeting of {council} was {days} days ago. Its charter says every {every}."),
        (INBOX,),
        group=GROUP,
    ),
    NoticeKind(
        "councils.remind_minutes",
        _("Minutes are waiting"),
        _("The minutes of “{title}” ({code}) should be published by {until}."),
        (INBOX,),
        group=GROUP,
    ),
    NoticeKind(
        "councils.ballot_closing",
        _("A vote ends soon"),
        _("“{title}” ({code}) ends on {when}. So far {voted} have voted."),
        (INBOX,),
        group=GROUP,
    ),
    NoticeKind(
        "councils.ballot_counted",
        _("A vote is counted"),
        _("“{title}” ({code}) is counted. Please look at the result and publish it."),
        (INBOX,),
        group=GROUP,
    ),
    NoticeKind(
        "councils.count_failed",
        _("A vote could not be counted"),
        _("Something went wrong while “{title}” was counted. Please have a look."),
        (INBOX,),
        group=GROUP,
    ),
)
