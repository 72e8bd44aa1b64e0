"""What must be true before a step of a proposal, beyond who asks.

Guards run under the lock on the proposal, before anything is written.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from core.workflow.table import Call, Refused
from projects.delivery.amounts import can_be_meant
from projects.delivery.kinds import Category, ProjectKind
from projects.delivery.states import BEFORE_VOTE
from projects.proposals.figures import merged_into
from projects.proposals.kinds import REFERRED_TO, Basis, Exclusion, NextDoor
from projects.proposals.states import OPEN

LONGEST_TITLE, LONGEST_TEXT, LONGEST_PLACE = 60, 600, 120
LONG_NUMBER = re.compile(r"\d(?:[-\s]?\d){6,}")


def found_by(proposal: Any) -> Any:
    """The screening so far, or None."""
    return (
        type(proposal)
        .screening.related.related_model._base_manager.filter(proposal=proposal.pk)
        .first()
    )


def not_the_author(proposal: Any, call: Call) -> None:
    """Nobody decides about a proposal of her own, whoever typed it in (DOMAIN 1.6)."""
    if call.by is None:
        return
    rows = proposal._meta.get_field("supporters").related_model._base_manager
    mine = rows.filter(
        proposal__in=[proposal.pk, *merged_into(proposal)], user=call.by, basis=Basis.AUTHOR
    ).exists()
    if mine or call.by.pk == proposal.proposer_id:
        raise Refused(_("This is your own proposal, so somebody else has to decide about it."))


def asked(proposal: Any, call: Call, name: str) -> Any:
    """What the step says, else what the screening holds."""
    if (given := call.data.get(name)) not in (None, "", []):
        return given
    return getattr(found_by(proposal), name, None)


def list_is_cleared(proposal: Any, call: Call) -> None:
    """Each line of the exclusion list was looked at and does not apply."""
    cleared = asked(proposal, call, "cleared") or []
    if isinstance(cleared, str):
        cleared = [part.strip() for part in cleared.split(",")]
    open_lines = [line for line in Exclusion if line not in cleared]
    if open_lines:
        raise Refused(
            _("Please check every line of the list. Still open: {line}").format(
                line=open_lines[0].label
            ),
            field="cleared",
        )


def kind_is_known(proposal: Any, call: Call) -> None:
    """A project has a kind, a category and a rough budget above nothing."""
    if asked(proposal, call, "kind") not in ProjectKind.values:
        raise Refused(_("Please choose the kind."), field="kind")
    if asked(proposal, call, "category") not in Category.values:
        raise Refused(_("Please choose the category."), field="category")
    budget = asked(proposal, call, "budget")
    if budget is None or Decimal(budget) < 1:
        raise Refused(_("Please estimate the budget, in yuan."), field="budget")
    can_be_meant(Decimal(budget), field="budget")


def not_funded_elsewhere(proposal: Any, call: Call) -> None:
    """Nothing is paid for twice: somebody looked, and says so (DOMAIN 1.5)."""
    elsewhere = asked(proposal, call, "funded_elsewhere")
    if elsewhere is None:
        raise Refused(
            _("Please look whether it is paid for elsewhere, and say what you found."),
            field="funded_elsewhere",
        )
    if elsewhere in (True, "yes", "True", "true"):
        raise Refused(
            _("It is paid for elsewhere. Please decline it with that reason, or join it there."),
            field="funded_elsewhere",
        )


def public_words(proposal: Any, call: Call) -> None:
    """Title and text for everybody, without the proposer's name or any phone number."""
    longest = {"public_title": LONGEST_TITLE, "public_text": LONGEST_TEXT}
    for field, limit in longest.items():
        words = str(call.data.get(field) or getattr(proposal, field)).strip()
        check_words(proposal, words, field, limit)
    if place := public_place(proposal, call):
        check_words(proposal, place, "place", LONGEST_PLACE)


def public_place(proposal: Any, call: Call) -> str:
    """Where it is about, as everybody may read it at the project: the proposer's own words for
    it until staff word them here."""
    return str(call.data.get("place", proposal.place)).strip()


def check_words(proposal: Any, words: str, field: str, limit: int) -> None:
    """Raise Refused for words that are missing, too long, or name who proposed it."""
    if not words:
        raise Refused(_("Please write this for everybody, in neutral words."), field=field)
    if len(words) > limit:
        raise Refused(_("Please keep this to {limit} characters.").format(limit=limit), field=field)
    plain = unicodedata.normalize("NFKC", words)
    name = unicodedata.normalize("NFKC", proposal.contact_name).strip()
    if len(name) > 1 and name in plain:
        raise Refused(_("This would be public, but it contains the proposer's name."), field=field)
    if LONG_NUMBER.search(plain):
        raise Refused(_("This would be public, but it contains a phone number."), field=field)


def project_can_be_joined(proposal: Any, call: Call) -> None:
    """Instead of a new project, one of the same community that nobody has voted on yet."""
    if not (code := str(call.data.get("join") or "").strip()):
        return
    projects = type(proposal)._meta.get_field("project").related_model._base_manager
    project = projects.filter(code=code, status__in=BEFORE_VOTE).first()
    if project is None or project.community_id != proposal.community_id:
        raise Refused(
            _("There is no such project of this community before its vote."), field="join"
        )


def other_proposal(proposal: Any, code: str) -> Any:
    """The proposal of this number, or where it went on; None if there is none."""
    rows = type(proposal)._base_manager.select_related("merged_into")
    found = rows.filter(code=code.strip()).first()
    return found.lead if found is not None else None


def other_proposal_is_known(proposal: Any, call: Call) -> None:
    """The other one is open or a project, of the same subdistrict, and not this one.

    It is locked here. Two that are being joined with each other would wait for each other, so
    the one that comes second is asked to look again.
    """
    found = other_proposal(proposal, str(call.data.get("into") or ""))
    if found is None or found.pk == proposal.pk:
        raise Refused(_("There is no other proposal with this number."), field="into")
    if (found.subdistrict_id, found.district_id) != (proposal.subdistrict_id, proposal.district_id):
        raise Refused(_("That proposal belongs to another subdistrict."), field="into")
    rows = type(proposal)._base_manager.select_for_update(
        of=("self",), nowait=found.pk < proposal.pk
    )
    try:
        with transaction.atomic():
            found = rows.get(pk=found.pk)
    except OperationalError:
        raise Refused(_("Somebody is working on that proposal. Please try again.")) from None
    if found.status not in (*OPEN, "shortlisted"):
        raise Refused(_("That proposal has ended; please choose another."), field="into")


def door_takes_referrals(proposal: Any, call: Call) -> None:
    """Referred to a case or to a wish, nothing else."""
    if str(call.data.get("next_door") or "") not in REFERRED_TO:
        raise Refused(_("Please say where it goes: to a case or to a wish."), field="next_door")


def next_door_is_known(proposal: Any, call: Call) -> None:
    """No silent end: the next door is one of the list, the service window unless told."""
    if call.data.get("next_door", "") not in ("", None, *NextDoor.values):
        raise Refused(_("Please choose one of the doors in the list."), field="next_door")
