"""Standing behind a proposal: one person, one vote of support, counted once."""

import datetime as dt
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from core.lists.text import clean_text
from core.privacy.phones import validate_phone
from core.privacy.services import blind_index, blind_indexes
from core.workflow.table import Refused
from projects.delivery.following import follow
from projects.proposals import figures, rules
from projects.proposals.effects import LISTS
from projects.proposals.kinds import Basis
from projects.proposals.models import Proposal
from projects.proposals.supporters import Supporter


def support(proposal: Proposal, *, by: User) -> tuple[Supporter, bool]:
    """Support a proposal with one's account; whether that is new. Asked again, nothing is added.

    One that was merged is supported where it went on. Raises Refused for one that has ended.
    """
    lead = proposal.lead
    if not rules.can_be_supported(lead):
        raise Refused(_("This can no longer be supported."))
    return add_person(lead, user=by)


def write_down(
    proposal: Proposal, *, by: User, phone: str = "", name: str = "", door: str = ""
) -> tuple[Supporter, bool]:
    """Staff write down who supports it at the counter or on paper; whether the person is new.

    Known by phone, by account if the phone has one; without a phone by name and door. Counted
    apart from online support. Raises Refused, and ValidationError by field.
    """
    lead = proposal.lead
    if not rules.enters_supporters(by, lead):
        raise Refused(_("This can no longer be supported."))
    phone, name, door = clean_text(phone), clean_text(name), clean_text(door)
    if phone:
        try:
            validate_phone(phone)
        except ValidationError as error:
            raise ValidationError({"phone": error.messages}) from None
        account = User.objects.filter(phone_index__in=blind_indexes(phone), is_active=True).first()
        person: dict[str, Any] = {"user": account} if account is not None else {"phone": phone}
    elif name and door:
        person = {"known_as": known_by(name, door)}
    else:
        field = "door" if name else "phone"
        raise ValidationError(
            {field: _("Please enter a phone, or name and door: a person counts once.")}
        )
    return add_person(lead, entered_by=by, **person)


def known_by(name: str, door: str) -> str:
    """What stands for a person without a phone, however staff wrote name and door down."""
    return f"{_plain(name)}·{_plain(door)}"


def _plain(text: str) -> str:
    """Without blanks, marks and full-width letters, in small ones."""
    narrow = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in narrow if letter.isalnum())


@transaction.atomic
def add_person(
    proposal: Proposal,
    *,
    user: User | None = None,
    phone: str = "",
    known_as: str = "",
    basis: str = Basis.SUPPORTER,
    entered_by: User | None = None,
) -> tuple[Supporter, bool]:
    """Put one person behind a proposal, once; the row, and whether it is new.

    The database refuses a second row of the same person. No two supporters wait for each other:
    nothing is counted up, rows are counted.
    """
    lock_person(user=user, phone=phone, known_as=known_as)
    who = identity(user=user, phone=phone, known_as=known_as)
    found = Supporter.objects.filter(who, Q(counted_in=proposal) | Q(proposal=proposal)).first()
    if found is not None:
        return found, False
    row = Supporter(
        proposal=proposal,
        counted_in=proposal,
        basis=basis,
        user=user,
        contact_phone="" if user else phone,
        known_as=known_as,
        by_staff=entered_by is not None,
        entered_by=entered_by,
        at=timezone.now(),
    )
    row.first_of_year = basis == Basis.SUPPORTER and not _supported_in(who, row.at.year)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # an account and its phone at the same moment
        return Supporter.objects.get(who, proposal=proposal), False
    _count_where_it_went(row, who)
    if basis == Basis.SUPPORTER:
        figures.supported(row, proposal.area_id)
        bump(LISTS)
    if proposal.project is not None and (user is not None or phone):
        follow(proposal.project, user=user, phone=phone)
    return row, True


def _count_where_it_went(row: Supporter, who: Q) -> None:
    """While we waited for the row lock the proposal may have been merged into another."""
    target = Proposal.objects.select_related("merged_into").get(pk=row.proposal_id).lead
    if target.pk != row.proposal_id:
        twice = Supporter.objects.filter(who, counted_in=target).exists()
        row.counted_in = None if twice else target
        row.save(update_fields=["counted_in"])


@transaction.atomic
def take_back(proposal: Proposal, *, by: User) -> bool:
    """Support it no longer; whether one did. Authors withdraw the proposal instead."""
    lock_person(user=by)
    lead = proposal.lead
    row = Supporter.objects.filter(counted_in=lead, user=by, basis=Basis.SUPPORTER).first()
    if row is None:
        return False
    figures.support_undone(row, row.proposal.area_id)
    if row.first_of_year:
        _pass_on_first(row)
    row.delete()
    bump(LISTS)
    return True


def _pass_on_first(row: Supporter) -> None:
    others = Supporter.objects.filter(
        user=row.user, basis=Basis.SUPPORTER, at__year=timezone.localtime(row.at).year
    ).exclude(pk=row.pk)
    heir = others.select_related("proposal").order_by("at").first()
    if heir is not None:
        figures.support_undone(heir, heir.proposal.area_id)
        heir.first_of_year = True
        heir.save(update_fields=["first_of_year"])
        figures.supported(heir, heir.proposal.area_id)


def identity(*, user: User | None = None, phone: str = "", known_as: str = "") -> Q:
    """Rows of one person: by account, by her phone with or without one, by name and door."""
    if user is not None:
        own = Q(user=user)
        phones = blind_indexes(user.phone)
        return own | Q(phone_index__in=phones) if phones else own
    if phone:
        phones = blind_indexes(phone)
        return Q(phone_index__in=phones) | Q(user__phone_index__in=phones)
    return Q(name_index__in=blind_indexes(known_as, "supporter"))


def lock_person(*, user: User | None = None, phone: str = "", known_as: str = "") -> None:
    """Let one person do one thing at a time, whichever way she is known."""
    number = user.phone if user is not None else phone
    key = blind_index(number) or (f"user:{user.pk}" if user else blind_index(known_as, "supporter"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 11))", [key])


def _supported_in(who: Q, year: int) -> bool:
    zone = timezone.get_default_timezone()
    first = dt.datetime(year, 1, 1, tzinfo=zone)
    return Supporter.objects.filter(who, basis=Basis.SUPPORTER, at__gte=first).exists()
