"""Books by their number, for people who may see them; everybody else finds nothing there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from core.accounts.models import User
from core.accounts.staff_pages import for_staff
from projects.funding.programmes import FundAllocation
from projects.funding.scopes import books_seen_by

__all__ = ["find_book", "for_staff"]


def find_book(user: User, code: str, ability: str = "funds.see") -> FundAllocation:
    """A book of one's areas; 404 for one outside, or without the ability there."""
    rows = books_seen_by(user).select_related("programme", "area")
    book = get_object_or_404(rows, code=code.replace("\0", ""))
    if not user.can(ability, book.area):
        raise Http404
    return book
