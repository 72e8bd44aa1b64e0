"""Calls and proposals at any stage, for tests of any room."""

from typing import Any

from core.accounts.models import User
from core.areas.models import Area
from core.workflow.engine import advance
from projects.proposals import services
from projects.proposals.calls import CallForProposals
from projects.proposals.kinds import Exclusion
from projects.proposals.models import Proposal

WORDS = {
    "text": "榕景花园3号门口的台阶破了，下雨天老人容易滑倒。",
    "place": "3号门口",
    "contact_name": "陈桂芳",
    "contact_phone": "13800005678",
}
PUBLIC = {"public_title": "3号门口破损台阶修复", "public_text": "台阶破损，雨天湿滑，建议修复。"}
SCREENED = {
    **PUBLIC,
    "cleared": list(Exclusion.values),
    "kind": "works",
    "category": "safety",
    "budget": "86000",
    "funded_elsewhere": "no",
}


def proposal(where: Area, *, by: User | None = None, **fields: Any) -> Proposal:
    """A proposal just submitted, without account unless `by` is given."""
    words = {**WORDS, **fields}
    return services.make_proposal(by=by, area=where, **words)


def screening(staff: User, where: Area, **fields: Any) -> Proposal:
    made = proposal(where, **fields)
    advance(made, "take_up", by=staff)
    return made


def in_public(staff: User, where: Area, **fields: Any) -> Proposal:
    """Being screened, in public words already: others can support it."""
    made = screening(staff, where, **fields)
    return services.write_public_words(
        made, by=staff, title=PUBLIC["public_title"], text=PUBLIC["public_text"]
    )


def shortlisted(staff: User, where: Area, **fields: Any) -> Proposal:
    made = screening(staff, where, **fields)
    advance(made, "shortlist", by=staff, **SCREENED)
    return made


def call(staff: User, where: Area, **fields: Any) -> CallForProposals:
    """A published call, open from today on."""
    words = {"title": "今年想办什么微实事", "text": "请说说身边缺什么。", **fields}
    return services.make_call(by=staff, area=where, publish=True, **words)
