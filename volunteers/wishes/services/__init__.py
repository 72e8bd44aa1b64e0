"""Verbs of wishes, one module for each part of their life."""

from volunteers.wishes.services.claiming import (
    claim,
    give_up,
    invite,
    join,
    lapse_overdue,
    report_contact,
    roll_over_unclaimed,
    veto,
)
from volunteers.wishes.services.editing import edit, record_guardian, resubmit, set_private
from volunteers.wishes.services.ending import confirm, dispute, fulfil, thank, withdraw
from volunteers.wishes.services.importing import import_wishes
from volunteers.wishes.services.making import make_wish
from volunteers.wishes.services.tracking import act_by_tracking, track
from volunteers.wishes.services.verifying import decline, publish, refer, send_back, take_up

__all__ = [
    "act_by_tracking",
    "claim",
    "confirm",
    "decline",
    "dispute",
    "edit",
    "fulfil",
    "give_up",
    "import_wishes",
    "invite",
    "join",
    "lapse_overdue",
    "make_wish",
    "publish",
    "record_guardian",
    "refer",
    "report_contact",
    "resubmit",
    "roll_over_unclaimed",
    "send_back",
    "set_private",
    "take_up",
    "thank",
    "track",
    "veto",
    "withdraw",
]
