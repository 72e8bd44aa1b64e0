"""Why a delivery stands where it stands, in words for the clerk."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.notices.models import Notice, Status

OVER_BUDGET = "over budget"
NO_ADDRESS = "no address"
LANDLINE = "landline"
EXPIRED = "expired"
SENDER_FAILED = "sender failed"

WORDS: dict[str, str | Promise] = {
    OVER_BUDGET: _("This month's text messages are used up. Sending it now goes beyond them."),
    NO_ADDRESS: _("There is no phone number or address for this way any more."),
    LANDLINE: _("This number takes no text messages. Please tell them by telephone."),
    EXPIRED: _("It was only good for a short while."),
    SENDER_FAILED: _("The connection to the provider failed. The operator can see why."),
}
BY_CODE: dict[str, str | Promise] = {  # the provider's word in front of its message
    "isv.MOBILE_NUMBER_ILLEGAL": _("The provider does not know this number."),
    "isv.BLACK_KEY_CONTROL_LIMIT": _("The provider refuses a word in this message."),
    "isv.AMOUNT_NOT_ENOUGH": _("The account with the provider is empty."),
}
BY_STATUS: dict[str, str | Promise] = {
    Status.UNKNOWN: _("It may have arrived. Ask by telephone before you send it again."),
}


def explanation(notice: Notice) -> str | Promise:
    """One sentence for the person who decides; the provider's own words where we have none."""
    code = notice.error.partition(" ")[0]
    known = BY_STATUS.get(notice.status) or WORDS.get(notice.error) or BY_CODE.get(code)
    return known or notice.error
