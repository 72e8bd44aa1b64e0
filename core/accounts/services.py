"""Verbs on accounts: join, change the phone, grant and end roles, become anonymous."""

import datetime as dt
import secrets
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.accounts.abilities import Role
from core.accounts.models import RoleGrant, User
from core.areas.models import Area
from core.privacy import registry
from core.privacy.fields import blind_indexes

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class NotAllowedError(Exception):
    """The acting person may not do this; the message says why, for a log or a terminal."""


def new_username(prefix: str = "u") -> str:
    """A free user name that says nothing about the person."""
    while True:
        name = f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(8))}"
        if not User.objects.filter(username=name).exists():
            return name


def join_by_phone(phone: str) -> User:
    """The account of a phone that was just proved to be in hand; made if there is none."""
    known = User.objects.filter(phone_index__in=blind_indexes(phone)).first()
    if known:
        return known
    user = User(username=new_username(), phone=phone, phone_verified=True)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:  # two devices at the same moment
        return User.objects.get(phone_index__in=blind_indexes(phone))
    return user


def set_phone(user: User, phone: str, *, verified: bool) -> None:
    """Give the account this phone. Raises IntegrityError when another account has it."""
    user.phone, user.phone_verified = phone, verified
    user.save(update_fields=["phone", "phone_index", "phone_verified"])


def set_language(user: User, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])


def remember_language(user: User, language: str) -> None:
    """The language somebody signed in with: what we write to her in until she chooses one."""
    if language != user.seen_language:
        user.seen_language = language
        user.save(update_fields=["seen_language"])


def grant_role(
    user: User,
    role: Role | str,
    area: Area,
    *,
    by: User | None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> RoleGrant:
    """Give a role in an area, from today or `since`, open-ended or to `until` (both included).

    `by` is None only for the terminal. Raises NotAllowedError when `by` may not grant here, or
    grants to themself; ValidationError when the terms overlap or the roles exclude each other.
    """
    _check_may_change(user, area, by)
    grant = RoleGrant(
        user=user,
        role=Role(role),
        area=area,
        since=since or timezone.localdate(),
        until=until,
        granted_by=by,
    )
    grant.full_clean()
    grant.save()
    _forget_grants(user)
    return grant


def end_role(grant: RoleGrant, *, by: User | None, on: dt.date | None = None) -> None:
    """The last day of the role is yesterday, or `on`; one that never began is removed.

    Raises NotAllowedError like `grant_role`.
    """
    _check_may_change(grant.user, grant.area, by)
    last = on or timezone.localdate() - dt.timedelta(days=1)
    if last < grant.since:
        grant.delete()
    else:
        grant.until = last
        grant.save(update_fields=["until"])
    _forget_grants(grant.user)


def anonymise(user: User, *, by: User) -> None:
    """Delete the person and keep the history without a name (PIPL article 47).

    Ends roles, signs out everywhere, and lets each room erase what it knows. Raises
    NotAllowedError unless people do it themselves or the acting person may grant roles.
    """
    if by.pk != user.pk and not by.can_somewhere("accounts.grant_role"):
        raise NotAllowedError("only the person or an administrator deletes an account")
    with transaction.atomic():
        registry.erase(user)
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        user.grants.filter(since__gt=yesterday).delete()
        user.grants.in_force().update(until=yesterday)
        user.username = new_username("gone")
        user.name = user.phone = user.email = ""
        user.phone_verified = user.is_active = user.is_staff = user.is_superuser = False
        user.community = None
        user.anonymised_at = timezone.now()
        user.set_unusable_password()
        user.save()
        user.password_records.all().delete()


def _check_may_change(user: User, area: Area, by: User | None) -> None:
    if by is None:
        return
    if by.pk == user.pk:
        raise NotAllowedError("nobody changes their own roles")
    if not by.can("accounts.grant_role", area):
        raise NotAllowedError("no ability to grant roles in this area")


def _forget_grants(user: Any) -> None:
    for kept in ("_grants", "_staff"):
        user.__dict__.pop(kept, None)
