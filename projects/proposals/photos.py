"""The photo somebody may send with a proposal: of the thing, for the proposer and for staff."""

from typing import Any

from core.files.kinds import FileKind, declare
from core.files.models import StoredFile
from projects.proposals.models import Proposal
from projects.proposals.rules import reads_own_words

PHOTO = "proposals.photo"


def _may_see(user: Any, stored: StoredFile) -> bool:
    proposal = Proposal.objects.filter(pk=stored.object_id).select_related("area").first()
    return proposal is not None and reads_own_words(user, proposal)


declare(FileKind(PHOTO, _may_see))
