"""How long contact data is kept, what a person may take with her, and what is erased."""

import datetime as dt
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.lists.once import erase_lists
from core.privacy import access, registry, retention
from core.workflow.engine import advance
from projects.delivery.states import ENDED as PROJECT_ENDED
from projects.proposals.models import Proposal
from projects.proposals.rules import may_see_contact
from projects.proposals.services.importing import LIST
from projects.proposals.states import ENDED, OPEN
from projects.proposals.supporters import Supporter

CONTACT = ("contact_name", "contact_phone", "text")
KEPT = 90  # days after it has ended, also as a project
_BATCH = 500


def _over(cutoff: dt.datetime, prefix: str = "") -> Q:
    """Ended as a proposal, or as a project, before the cutoff."""
    ended = Q(**{f"{prefix}status__in": ENDED, f"{prefix}status_since__lt": cutoff})
    project = f"{prefix}project__"
    return (ended & Q(**{f"{prefix}project__isnull": True})) | Q(
        **{f"{project}status__in": PROJECT_ENDED, f"{project}status_since__lt": cutoff}
    )


def erase_contacts(cutoff: dt.datetime) -> int:
    """Empty contact data and own words of what ended too long ago; public words and log stay."""
    rows = Proposal.objects.filter(_over(cutoff), contact_purged_at__isnull=True)
    erased = 0
    for proposal in rows.order_by("pk").iterator(chunk_size=_BATCH):
        erase_contact(proposal)
        erased += 1
    return erased


def erase_contact(proposal: Proposal) -> None:
    """Empty everything that says who the proposer is and how to reach her."""
    for field in CONTACT:
        setattr(proposal, field, "")
    proposal.title = proposal.public_title or proposal.code
    proposal.beneficiaries, proposal.place = "", proposal.place if proposal.public_since else ""
    proposal.contact_purged_at = timezone.now()
    proposal.save(
        update_fields=[
            *CONTACT,
            "phone_index",
            "title",
            "beneficiaries",
            "place",
            "contact_purged_at",
        ]
    )


def _known_without_account() -> QuerySet[Supporter]:
    return Supporter.objects.filter(user__isnull=True, purged_at__isnull=True)


def erase_supporters(cutoff: dt.datetime) -> int:
    """Empty phones and names of supporters when nothing is left to tell them; they still count."""
    over = Proposal.objects.filter(_over(cutoff), pk=OuterRef("proposal"))
    erased = 0
    for row in _known_without_account().filter(Exists(over)).iterator(chunk_size=_BATCH):
        row.contact_phone = row.known_as = ""
        row.purged_at = timezone.now()
        row.save(
            update_fields=["contact_phone", "phone_index", "known_as", "name_index", "purged_at"]
        )
        erased += 1
    return erased


def collected(user: Any) -> dict[str, Any]:
    """What a person proposed and supports, as she may download it."""
    made = Proposal.objects.filter(proposer=user).select_related("area").order_by("id")
    behind = Supporter.objects.filter(user=user).select_related("proposal").order_by("id")
    return {
        "made": [
            {
                "code": proposal.code,
                "title": proposal.title,
                "text": proposal.text,
                "place": proposal.place,
                "community": proposal.area.name,
                "status": proposal.status,
                "name": proposal.contact_name,
                "phone": proposal.contact_phone,
                "made": proposal.created_at,
            }
            for proposal in made
        ],
        "supports": [
            {"code": row.proposal.code, "as": row.basis, "since": row.at} for row in behind
        ],
    }


def forget(user: Any) -> None:
    """Take her open proposals back and empty contact data; support given stays, without a name."""
    for proposal in Proposal.objects.filter(proposer=user):
        if proposal.status in OPEN:
            advance(proposal, "withdraw", by=None, on_behalf_of="proposer")
        erase_contact(proposal)


retention.declare(
    retention.Rule(
        "proposal_contacts",
        "projects.Proposal",
        KEPT,
        erase_contacts,
        _("After a proposal has ended, also as a project, nobody needs to reach the proposer."),
    )
)
retention.declare(
    retention.Rule(
        "proposal_supporters",
        "projects.Supporter",
        KEPT,
        erase_supporters,
        _("Phones of supporters without account serve to tell them what becomes of it."),
    )
)
retention.declare(
    retention.Rule(
        "proposal_lists",
        "projects.HeldList",
        1,
        partial(erase_lists, LIST),
        _("A list is entered within minutes; its proposals are kept by themselves."),
    )
)
registry.declare(registry.PersonalData("proposals", _("Proposals"), collected, forget))
access.register(
    Proposal, ("contact_name", "contact_phone"), may_reveal=may_see_contact, lookup="code"
)
