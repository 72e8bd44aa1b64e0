"""Who follows a project, with an account or with a phone, and hears of each of its steps."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.privacy.fields import BlindIndexField, EncryptedTextField
from core.privacy.phones import validate_phone
from core.privacy.services import blind_indexes
from projects.delivery.models import MicroProject


class Follow(models.Model):
    """One person follows one project; who has an account by it, else a phone left for this."""

    project = models.ForeignKey(MicroProject, models.CASCADE, related_name="follows")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    phone_index = BlindIndexField(source="phone")
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "user"],
                condition=Q(user__isnull=False),
                name="follow_once_by_account",
            ),
            models.UniqueConstraint(
                fields=["project", "phone_index"],
                condition=~Q(phone_index=""),
                name="follow_once_by_phone",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, phone_index="")
                | (Q(user__isnull=True) & ~Q(phone_index="")),
                name="follow_by_account_or_phone",
            ),
        ]
        indexes = [models.Index(fields=["user", "-id"], name="follow_mine")]

    def __str__(self) -> str:
        return f"{self.project_id} · {self.pk}"


def follow(project: MicroProject, *, user: User | None = None, phone: str = "") -> bool:
    """Follow a project with an account, or with a phone; whether that is new.

    A phone that belongs to an account follows by the account. Raises ValueError for neither.
    """
    if user is None:
        user = User.objects.filter(phone_index__in=blind_indexes(phone), is_active=True).first()
    if user is None and not blind_indexes(phone):
        raise ValueError("to follow a project takes an account or a phone")
    row = Follow(project=project, user=user, phone="" if user is not None else phone)
    before = Follow.objects.filter(project=project)
    known = (
        before.filter(user=user) if user else before.filter(phone_index__in=blind_indexes(phone))
    )
    if known.exists():
        return False
    Follow.objects.bulk_create([row], ignore_conflicts=True)
    return True


def unfollow(project: MicroProject, *, user: User | None = None, phone: str = "") -> bool:
    """Follow it no longer; whether one did."""
    rows = Follow.objects.filter(project=project)
    if user is not None:
        gone, _what = rows.filter(user=user).delete()
    else:
        gone, _what = rows.filter(phone_index__in=blind_indexes(phone) or ["-"]).delete()
    return bool(gone)
