"""Claims people lay to wishes, and whom the community asked to."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from volunteers.wishes.kinds import ClaimEnd
from volunteers.wishes.models import MOST_SEATS, MicroWish


class Claim(models.Model):
    """One person's promise to fulfil one wish, for herself or for a unit, until it ends.

    The seat makes one winner: two active claims cannot hold the same seat of a wish, and a
    wish that is not shared has one seat. Who was turned down cannot hold a claim on it again.
    """

    wish = models.ForeignKey(MicroWish, models.CASCADE, related_name="claims")
    claimer = models.ForeignKey(User, models.PROTECT, related_name="+")
    seat = models.PositiveSmallIntegerField(editable=False)
    unit_label = models.CharField(_("On behalf of (branch or unit)"), max_length=60, blank=True)
    promise = models.CharField(_("What I promise"), max_length=300, blank=True)
    promised_for = models.DateField(_("By when"), null=True, blank=True)
    items = models.PositiveSmallIntegerField(
        _("Service items"), default=1, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    claimed_at = models.DateTimeField(default=timezone.now, editable=False)
    contacted_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_how = models.CharField(
        max_length=10, choices=ClaimEnd.choices, blank=True, default="", editable=False
    )

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "seat"], condition=Q(ended_at__isnull=True), name="claim_one_a_seat"
            ),
            models.UniqueConstraint(
                fields=["wish", "claimer"],
                condition=Q(ended_at__isnull=True) | Q(ended_how=ClaimEnd.VETOED),
                name="claim_once_and_never_after_veto",
            ),
            models.CheckConstraint(
                condition=Q(seat__gte=1, seat__lte=MOST_SEATS), name="claim_seat_in_range"
            ),
            models.CheckConstraint(
                condition=Q(items__gte=1, items__lte=99), name="claim_items_in_range"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_how="")
                | (Q(ended_at__isnull=False) & ~Q(ended_how="")),
                name="claim_end_says_how",
            ),
        ]
        indexes = [
            # queries.claims_of(user): "what I have taken on"
            models.Index(fields=["claimer", "-claimed_at"], name="claim_of_claimer"),
        ]

    def __str__(self) -> str:
        return f"{self.wish} · {self.seat}"

    @property
    def is_active(self) -> bool:
        return self.ended_at is None


class Invitation(models.Model):
    """The community asked this person to look at a wish: the way to a private one."""

    wish = models.ForeignKey(MicroWish, models.CASCADE, related_name="invitations")
    invited = models.ForeignKey(User, models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(fields=["wish", "invited"], name="wish_invitation_once")
        ]

    def __str__(self) -> str:
        return f"{self.wish} · {self.invited}"
