"""From done to thank-you, or taken back on the way."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from core.lists.text import clean_text
from core.notices.services import Recipient, notify
from core.workflow.engine import advance
from core.workflow.models import TransitionRecord
from volunteers.wishes import consents, guards, rules, telling
from volunteers.wishes.effects import WALL
from volunteers.wishes.models import MicroWish

LONGEST_THANKS = 600


def fulfil(wish: MicroWish, *, by: User, note: str = "") -> TransitionRecord:
    """The claimer says it is done. No photo is asked for, ever."""
    return advance(wish, "fulfil", by=by, note=note)


def confirm(wish: MicroWish, *, by: User | None, note: str = "") -> TransitionRecord:
    """The wisher, or staff who called her, says it came true; never a helper of this wish."""
    return advance(wish, "confirm", by=by, note=note, on_behalf_of=_for_her(wish, by))


def dispute(wish: MicroWish, *, by: User | None, note: str = "") -> TransitionRecord:
    """Something is still missing; the helper goes on."""
    return advance(wish, "dispute", by=by, note=note, on_behalf_of=_for_her(wish, by))


def withdraw(wish: MicroWish, *, by: User | None, note: str = "") -> TransitionRecord:
    """Take it back, from any open state, without a reason; staff do it at her request."""
    return advance(wish, "withdraw", by=by, note=note, on_behalf_of=_for_her(wish, by))


def _for_her(wish: MicroWish, by: User | None) -> str:
    return "" if by is not None and by.pk == wish.wisher_id else "wisher"


@transaction.atomic
def thank(wish: MicroWish, *, by: User | None, text: str, public: bool = False) -> MicroWish:
    """Leave a thank-you note for the helpers, on the wall only with consent.

    `by=None` is the wisher proven by her tracking code. An empty text takes the note back.
    Raises PermissionDenied, ValidationError, and Refused for public words that name her.
    """
    if by is not None and not rules.speaks_for(by, wish):
        raise PermissionDenied
    wish = MicroWish.objects.select_for_update(of=("self",)).get(pk=wish.pk)
    if not rules.can_be_thanked_for(wish):
        raise ValidationError(_("A thank-you is possible once the wish has come true."))
    words = clean_text(text, lines=True)
    if len(words) > LONGEST_THANKS:
        raise ValidationError({"text": _("Please make this shorter.")})
    if public:
        guards.refuse_leaks(wish, words, "text")
        consents.record(consents.THANK_YOU, wish, by=by)
    wish.thank_you = words
    wish.public_thank_you = words if public else ""
    wish.save(update_fields=["thank_you", "public_thank_you"])
    bump(WALL)
    if words:
        _tell_helpers(wish)
    return wish


def _tell_helpers(wish: MicroWish) -> None:
    context = telling.public_context(wish)
    key = f"{wish.code}:{timezone.localdate()}"
    for helper in wish.claims.filter(ended_how="fulfilled").select_related("claimer"):
        to = Recipient(user=helper.claimer)
        notify("wishes.thanked", to=to, key=key, obj=wish, context=context)
