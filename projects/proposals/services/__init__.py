"""Verbs of calls and proposals, one module for each part of their life."""

from projects.proposals.services.calling import edit_call, end_call, make_call, publish_call
from projects.proposals.services.editing import edit, resubmit
from projects.proposals.services.making import make_proposal
from projects.proposals.services.screening import record_screening, write_public_words
from projects.proposals.services.supporting import support, take_back, write_down
from projects.proposals.services.tracking import act_by_tracking, track

__all__ = [
    "act_by_tracking",
    "edit",
    "edit_call",
    "end_call",
    "make_call",
    "make_proposal",
    "publish_call",
    "record_screening",
    "resubmit",
    "support",
    "take_back",
    "track",
    "write_down",
    "write_public_words",
]
