"""Calling for proposals: a draft, published, ended early if need be."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.counters.versions import bump
from core.lists.text import clean_text
from core.numbers.services import next_code
from projects.proposals.calls import CallForProposals
from projects.proposals.effects import LISTS

SERIES = "ZJ"
NOT_TYPED = ("code", "district", "subdistrict", "community", "grid")
# after it is published people rely on it: what is asked, until when, and who decides
FIXED = frozenset({"opens_on", "kinds", "categories", "voting", "area"})


def _check(call: CallForProposals) -> None:
    call.text, call.title = clean_text(call.text, lines=True), clean_text(call.title)
    call.full_clean(exclude=NOT_TYPED, validate_unique=False)


def _allowed(by: User, area: Area) -> None:
    if not by.can("calls.manage", area):
        raise PermissionDenied


@transaction.atomic
def make_call(*, by: User, area: Area, publish: bool = False, **fields: Any) -> CallForProposals:
    """A new call of an area, as a draft unless published at once.

    `fields` are the call's own: title, text, opens_on, closes_on, kinds, categories, budget
    (yuan), voting. Raises PermissionDenied, and ValidationError by field.
    """
    _allowed(by, area)
    call = CallForProposals(area=area, created_by=by, **fields)
    _check(call)
    call.code = next_code(area, series=SERIES)
    call.published_at = timezone.now() if publish else None
    call.save()
    bump(LISTS)
    return call


@transaction.atomic
def edit_call(call: CallForProposals, *, by: User, **changes: Any) -> CallForProposals:
    """Change a call. Once published only words, budget and a later end may change.

    Raises PermissionDenied, and ValidationError by field.
    """
    _allowed(by, call.area)
    row = CallForProposals.objects.select_for_update(of=("self",)).get(pk=call.pk)
    for name, value in changes.items():
        if row.published_at and name in FIXED and getattr(row, name) != value:
            raise ValidationError({name: _("This is fixed since the call is published.")})
        if row.published_at and name == "closes_on" and _is_earlier(value, row.closes_on):
            raise ValidationError({name: _("A published call can be extended, not shortened.")})
        setattr(row, name, value)
    _check(row)
    row.save()
    bump(LISTS)
    return row


def _is_earlier(new: Any, old: Any) -> bool:
    return new is not None and (old is None or new < old)


def publish_call(call: CallForProposals, *, by: User) -> CallForProposals:
    """Show it to everybody; it opens on its day. Asked again, nothing changes."""
    _allowed(by, call.area)
    drafts = CallForProposals.objects.filter(pk=call.pk, published_at__isnull=True)
    drafts.update(published_at=timezone.now())
    bump(LISTS)
    call.refresh_from_db()
    return call


def end_call(call: CallForProposals, *, by: User) -> CallForProposals:
    """End a call before its day; what came in is screened as usual."""
    _allowed(by, call.area)
    running = CallForProposals.objects.filter(pk=call.pk, ended_at__isnull=True)
    running.exclude(published_at=None).update(ended_at=timezone.now())
    bump(LISTS)
    call.refresh_from_db()
    return call
