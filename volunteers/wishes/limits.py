"""How long each stage may take, by the marks of the wish's area."""

from typing import Any

from volunteers.wishes.marks import marks_for

DAY = 24  # hours


def to_verify(wish: Any) -> int:
    """Working days from submission to a decision."""
    return marks_for(wish.area).verify_working_days


def to_seek_partner(wish: Any) -> int:
    """Hours on the wall before the community looks for a partner itself."""
    return marks_for(wish.area).seek_partner_days * DAY


def to_contact(wish: Any) -> int:
    """Hours from claim to contact, after which the claim lapses."""
    return marks_for(wish.area).contact_days * DAY


def to_fulfil(wish: Any) -> int:
    """Hours from contact to done."""
    return marks_for(wish.area).fulfil_days * DAY


def to_confirm(wish: Any) -> int:
    """Hours to wait for the wisher's word before staff call her."""
    return marks_for(wish.area).confirm_days * DAY
