"""What people are told on the way of a proposal. Supporters read only its public words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.notices.kinds import INBOX, SMS, NoticeKind, declare, declare_group

GROUP = "proposals"
declare_group(GROUP, _("Proposals"))


def _kind(
    name: str, title: Promise | str, body: Promise | str, *, text: bool = True, sms: object = ""
) -> NoticeKind:
    channels = (INBOX, SMS) if text else (INBOX,)
    return NoticeKind(f"proposals.{name}", title, body, channels, group=GROUP, sms=sms)  # type: ignore[arg-type]


FOR_PROPOSER = (
    _kind(
        "received",
        _("Your proposal has arrived"),
        _(
            "We have your proposal “{title}”. Its number is {code}, its tracking code {tracking}."
            " The community looks into it within {days} working days."
        ),
    ),
    _kind(
        "taken_up",
        _("The community is looking into your proposal"),
        _("Somebody is looking into “{title}” ({code}) and may call you or come to see the place."),
        text=False,
    ),
    _kind(
        "sent_back",
        _("A question about your proposal"),
        _("About “{title}” ({code}) the community asks: {note}"),
        sms=_("The community has a question about your proposal “{title}” ({code})."),
    ),
    _kind(
        "shortlisted",
        _("Your proposal is shortlisted"),
        _(
            "“{title}” ({code}) is now project {project}. The residents' council talks about it"
            " next; you hear of every step."
        ),
    ),
    _kind(
        "merged",
        _("Your proposal goes on together with another"),
        _(
            "Somebody proposed the same as “{title}” ({code}). Both go on as {other}; you stay an"
            " author, and everybody who supported yours counts there."
        ),
    ),
    _kind(
        "absorbed",
        _("Another proposal was joined with yours"),
        _(
            "Somebody proposed the same as “{title}” ({code}). Both go on as yours, with more"
            " people behind it."
        ),
        text=False,
    ),
    _kind(
        "elsewhere",
        _("Another door for your proposal"),
        _(
            "“{title}” ({code}) cannot be a micro-project. The reason: {note}"
            " Where to turn instead: {door}. We gladly help you there. {phone}"
        ),
        sms=_(
            "About your proposal “{title}” ({code}): another door is the right one: {door}."
            " The community gladly tells you more. {phone}"
        ),
    ),
    _kind(
        "passed_on",
        _("Your proposal goes on elsewhere"),
        _(
            "“{title}” ({code}) belongs elsewhere: {door}. The reason: {note} The community passes"
            " it on. {phone}"
        ),
        sms=_(
            "Your proposal “{title}” ({code}) belongs elsewhere: {door}. The community passes it"
            " on. {phone}"
        ),
    ),
    _kind(
        "referred",
        _("Your proposal goes on elsewhere"),
        _("“{title}” ({code}) goes on as {number}: {door}."),
    ),
    _kind(
        "refer_waits",
        _("Another door for your proposal"),
        _(
            "“{title}” ({code}) belongs elsewhere: {door}. The reason: {note} We call you before"
            " anything is passed on."
        ),
        sms=_(
            "Your proposal “{title}” ({code}) belongs elsewhere: {door}. We call you before"
            " anything is passed on."
        ),
    ),
    _kind(
        "withdrawn",
        _("Your proposal was taken back"),
        _("“{title}” ({code}) was taken back. You can always make a new one."),
    ),
)
FOR_SUPPORTERS = (
    _kind(
        "shortlisted_behind",
        _("A proposal you support is shortlisted"),
        _("“{title}” ({code}) is now project {project}; you hear of every step."),
    ),
    _kind(
        "merged_behind",
        _("A proposal you support goes on together with another"),
        _("“{title}” ({code}) goes on as {other}. Your support counts there."),
        text=False,
    ),
    _kind(
        "elsewhere_behind",
        _("A proposal you support ends here"),
        _("“{title}” ({code}) cannot be a micro-project. Another door is the right one: {door}."),
    ),
    *(
        _kind(
            name,
            _("A proposal you support ends here"),
            _(
                "“{title}” ({code}) cannot be a micro-project. Another door is the right"
                " one: {door}."
            ),
        )
        for name in ("referred_behind", "refer_waits_behind", "passed_on_behind")
    ),
    _kind(
        "withdrawn_behind",
        _("A proposal you support was taken back"),
        _("“{title}” ({code}) was taken back by whoever made it."),
        text=False,
    ),
)
FOR_STAFF = (
    _kind("new", _("A new proposal"), _("{code} “{title}” has arrived."), text=False),
    _kind(
        "resubmitted", _("A proposal was sent again"), _("{code} “{title}” is back."), text=False
    ),
    _kind(
        "remind_screen",
        _("A proposal waits to be screened"),
        _("{code} “{title}” should be decided by {until}."),
        text=False,
    ),
    _kind(
        "remind_refer",
        _("A proposer waits for your call"),
        _("{code} “{title}” was referred: {door}. Please call, so that it can go on there."),
        text=False,
    ),
    _kind(
        "list_entered",
        _("Your list is entered"),
        _("All {rows} proposals of your list have their numbers now. The slips can be printed."),
        text=False,
    ),
    _kind(
        "list_not_entered",
        _("Your list could not be entered"),
        _("Nothing of your list was taken in ({rows} rows). Please look why, and send it again."),
        text=False,
    ),
)
declare(*FOR_PROPOSER, *FOR_SUPPORTERS, *FOR_STAFF)
