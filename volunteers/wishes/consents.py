"""What a wisher is asked to agree to, each on its own (PIPL 14, 23, 25, 29, 31)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.privacy.consents import Purpose, declare
from core.privacy.models import ConsentRecord
from core.privacy.services import record_consent

WISH = declare(
    Purpose(
        "wishes.wish",
        _("Making a wish"),
        {
            "2026-11": _(
                "Your community uses the name, phone and address you give to look into this wish"
                " and to bring you together with the helper. Nobody else sees them. They are"
                " erased 30 days after the wish has ended. You may take the wish back at any time."
            )
        },
    )
)
DIRECT = declare(
    Purpose(
        "wishes.direct",
        _("Direct contact"),
        {"2026-11": _("The helper the community has accepted may see my phone number.")},
    )
)
GUARDIAN = declare(
    Purpose(
        "wishes.guardian",
        _("Guardian's consent"),
        {"2026-11": _("I am the guardian of this child and agree to this wish.")},
    )
)
THANK_YOU = declare(
    Purpose(
        "wishes.thank_you",
        _("Showing the thank-you note"),
        {"2026-11": _("My thank-you note may be read on the wall, without my name.")},
    )
)


def _channel(wish: Any) -> str:
    return wish.channel if wish.channel in ConsentRecord.Channel.values else "web"


def record(purpose: Purpose, wish: Any, *, by: Any) -> ConsentRecord:
    """Put her (or her guardian's) consent about this wish on record, and who wrote it down."""
    return record_consent(
        purpose=purpose.name,
        text_version=purpose.version,
        channel=_channel(wish),
        given_by=wish.wisher,
        by=by if by is not None and by.pk != wish.wisher_id else None,
        obj=wish,
        basis=str(wish.get_consent_basis_display()) if wish.consent_basis else "",
    )
