"""Wishes that began elsewhere: somebody proposed what is rather one person's small wish."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.privacy.models import ConsentRecord
from core.referral.doors import Door, Matter, Need, declare
from volunteers.wishes.kinds import Channel, ConsentBasis, SpokenFor, WishKind
from volunteers.wishes.marks import HARD_LIMIT
from volunteers.wishes.services.making import make_wish

Said = ConsentRecord.Channel
HOW = {
    Said.PHONE: (ConsentBasis.PHONE_CALL, Channel.PHONE),
    Said.COUNTER: (ConsentBasis.COUNTER, Channel.COUNTER),
    Said.PAPER: (ConsentBasis.WRITTEN, Channel.PAPER),
    Said.WEB: (ConsentBasis.WRITTEN, Channel.WEB),  # ticked on the form
}


def take_in(matter: Matter, *, by: User, kind: str) -> str:
    """A wish in the person's own words, entered by staff as she agreed; returns its number.

    Raises ValidationError by field.
    """
    basis, channel = HOW[Said(matter.consent.channel)]
    cost = matter.cost if matter.cost is not None and matter.cost <= HARD_LIMIT else Decimal(0)
    wish = make_wish(
        by=by,
        area=matter.area,
        title=matter.title,
        story=matter.text,
        kind=kind,
        estimated_value=cost,
        spoken_for=SpokenFor.STAFF,
        consent_basis=basis,
        channel=channel,
        contact_name=matter.contact_name,
        contact_phone=matter.contact_phone,
        wisher=matter.person,
    )
    return wish.code


declare(
    Door(
        name="wish",
        ability="wishes.verify",
        needs=(Need("kind", _("What kind of wish"), WishKind.choices),),
        take_in=take_in,
        url_of=lambda code: reverse("wishes:detail", args=[code]),
    )
)
