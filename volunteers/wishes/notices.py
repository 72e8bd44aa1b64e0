"""What people are told on the way of a wish. Text messages name its title and nothing more."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.notices.kinds import INBOX, SMS, NoticeKind, declare, declare_group

GROUP = "wishes"
declare_group(GROUP, _("Wishes"))


def _kind(
    name: str,
    title: Promise | str,
    body: Promise | str,
    *,
    sms: Promise | str = "",
    text: bool = True,
) -> NoticeKind:
    channels = (INBOX, SMS) if text else (INBOX,)
    return NoticeKind(f"wishes.{name}", title, body, channels, group=GROUP, sms=sms)


FOR_WISHER = (
    _kind(
        "received",
        _("Your wish has arrived"),
        _(
            "We have your wish “{title}”. Its number is {code}, its tracking code {tracking}."
            " The community looks into it within {days} working days."
        ),
    ),
    _kind(
        "taken_up",
        _("The community is looking into your wish"),
        _("Somebody is looking into “{title}” ({code}) and may call you."),
        text=False,
    ),
    _kind(
        "published",
        _("Your wish is on the wall"),
        _(
            "“{title}” ({code}) is on the wall, in neutral words and without your name."
            " Most wishes find somebody within a few days."
        ),
    ),
    _kind(
        "sent_back",
        _("A question about your wish"),
        _("About “{title}” ({code}) the community asks: {note}"),
        sms=_("The community has a question about your wish “{title}” ({code})."),
    ),
    _kind(
        "elsewhere",
        _("Another door for your wish"),
        _(
            "“{title}” ({code}) cannot be a small wish. The reason: {note}"
            " Where to turn instead: {door}. We gladly help you there."
        ),
        sms=_(
            "About your wish “{title}” ({code}): another door is the right one: {door}."
            " The community gladly tells you more."
        ),
    ),
    _kind(
        "claimed",
        _("Somebody has taken on your wish"),
        _(
            "Good news: somebody will see to “{title}” ({code}). You will hear from them or the"
            " community within {days} days. If you would rather have somebody else, just say so."
        ),
    ),
    _kind(
        "contacted",
        _("Your wish is on its way"),
        _("The helper for “{title}” ({code}) has been in touch."),
        text=False,
    ),
    _kind(
        "given_up",
        _("We are looking for another helper"),
        _("The helper for “{title}” ({code}) had to step back. We are looking for somebody else."),
    ),
    _kind(
        "back_on_wall",
        _("We are looking for another helper"),
        _("There was no contact about “{title}” ({code}) in time. It is on the wall again."),
    ),
    _kind(
        "fulfilled",
        _("Has your wish come true?"),
        _(
            "The helper says that “{title}” ({code}) is done. Please tell us whether it is, with"
            " your tracking code or by phone."
        ),
    ),
)
FOR_CLAIMER = (
    _kind(
        "claim_made",
        _("Thank you for taking this wish on"),
        _(
            "You have taken on “{title}” ({code}). Please get in touch within {days} days:"
            " {way}. If something comes up, give it back at any time; that is all right."
        ),
    ),
    _kind(
        "parted",
        _("Thank you for your help with a wish"),
        _(
            "“{title}” ({code}) goes on without you now. Nothing was wrong; people may choose."
            " Thank you. Other wishes are waiting."
        ),
    ),
    _kind(
        "lapsed",
        _("A wish has gone back to the wall"),
        _(
            "We heard of no contact about “{title}” ({code}), so it is on the wall again."
            " If you have time later, you are welcome."
        ),
    ),
    _kind(
        "confirmed",
        _("The wish has come true"),
        _("“{title}” ({code}) has come true. Thank you for it!"),
    ),
    _kind(
        "disputed",
        _("Something is still missing"),
        _("About “{title}” ({code}) we hear that something is still missing: {note}"),
        sms=_("About “{title}” ({code}) something is still missing. Please have a look."),
    ),
    _kind(
        "withdrawn",
        _("A wish was taken back"),
        _("“{title}” ({code}) was taken back. Nothing more is to be done. Thank you!"),
    ),
    _kind(
        "thanked",
        _("A thank-you note for you"),
        _("There is a thank-you note for “{title}” ({code}) on your page."),
        text=False,
    ),
    _kind(
        "invited",
        _("The community asks for your help"),
        _("Could you see to “{title}” ({code})? Please have a look; you are free to say no."),
    ),
    _kind(
        "remind_contact",
        _("Please get in touch about the wish"),
        _(
            "You took on “{title}” ({code}). Please get in touch by {until}; after that it goes"
            " back to the wall."
        ),
    ),
    _kind(
        "remind_due",
        _("The day of the wish is near"),
        _("“{title}” ({code}) should be done by {until}. If it takes longer, tell the community."),
    ),
)
FOR_STAFF = (
    _kind("new", _("A new wish"), _("{code} “{title}” has arrived."), text=False),
    _kind("resubmitted", _("A wish was sent again"), _("{code} “{title}” is back."), text=False),
    _kind(
        "claimed_staff",
        _("A wish was taken on"),
        _("{code} “{title}” was taken on. Please bring helper and wisher together."),
        text=False,
    ),
    _kind(
        "list_entered",
        _("Your list is entered"),
        _("All {rows} wishes of your list have their numbers now. The slips can be printed."),
        text=False,
    ),
    _kind(
        "list_not_entered",
        _("Your list could not be entered"),
        _("Nothing of your list was taken in ({rows} rows). Please look why, and send it again."),
        text=False,
    ),
    _kind(
        "remind_verify",
        _("A wish waits to be verified"),
        _("{code} “{title}” should be verified by {until}."),
        text=False,
    ),
    _kind(
        "remind_partner",
        _("Nobody has taken this wish on yet"),
        _("{code} “{title}” has been on the wall for {days} days. Please ask a partner directly."),
        text=False,
    ),
    _kind(
        "remind_confirm",
        _("Please call about a wish"),
        _(
            "{code} “{title}” is reported done, but unconfirmed for {days} days."
            " Please call and ask."
        ),
        text=False,
    ),
)
declare(*FOR_WISHER, *FOR_CLAIMER, *FOR_STAFF)
