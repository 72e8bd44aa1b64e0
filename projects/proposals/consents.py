"""What a proposer is told and agrees to (PIPL 14, 17)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.privacy.consents import Purpose, declare
from core.privacy.models import ConsentRecord
from core.privacy.services import record_consent

PROPOSAL = declare(
    Purpose(
        "proposals.proposal",
        _("Making a proposal"),
        {
            "2026-11": _(
                "Your community uses the name and phone you give to ask back and to tell you what"
                " becomes of it. Others read only what the community has written for everybody,"
                " never your name. Name and phone are erased 90 days after it has ended, also as"
                " a project."
            )
        },
    )
)


REFERRAL = declare(
    Purpose(
        "proposals.referral",
        _("Referring a proposal"),
        {
            "2026-11": _(
                "My proposal may go on where it belongs, with my words, name and phone, in the"
                " hands of the same community."
            )
        },
    )
)


def referral_of(proposal: Any) -> ConsentRecord | None:
    """What she said when she proposed it: it may go on without another call."""
    rows = ConsentRecord.objects.filter(
        object_type=proposal._meta.label_lower, object_id=str(proposal.pk), purpose=REFERRAL.name
    )
    last = rows.order_by("-id").first()
    return last if last is not None and last.decision == ConsentRecord.Decision.GIVEN else None


def record_referral(proposal: Any, *, by: Any, channel: str) -> ConsentRecord:
    """Put on record that she agreed to be referred, how she said so, and to whom."""
    return record_consent(
        purpose=REFERRAL.name,
        text_version=REFERRAL.version,
        channel=channel,
        given_by=proposal.proposer,
        by=by,
        obj=proposal,
    )


def record(proposal: Any, *, by: Any) -> ConsentRecord:
    """Put the proposer's consent on record, and who wrote it down."""
    return record_consent(
        purpose=PROPOSAL.name,
        text_version=PROPOSAL.version,
        channel=proposal.channel if proposal.channel in ConsentRecord.Channel.values else "web",
        given_by=proposal.proposer,
        by=by if by is not None and by.pk != proposal.proposer_id else None,
        obj=proposal,
    )
