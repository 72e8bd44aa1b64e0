"""The outbox and what decides whether, when and how a notice leaves it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import ScopedModel, ScopedQuerySet
from core.notices.kinds import LEAVING, Channel
from core.privacy.fields import BlindIndexField, EncryptedTextField


class Status(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("delivery", "Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", pgettext_lazy("delivery", "Sent")
    FAILED = "failed", pgettext_lazy("delivery", "Failed")
    WITHHELD = "withheld", _("Withheld")
    CANCELLED = "cancelled", pgettext_lazy("delivery", "Cancelled")
    UNKNOWN = "unknown", _("Fate unknown")
    MERGED = "merged", _("In a digest")


# Kept by the database too: what was sent, or may have been, never waits again by itself.
MOVES = [
    ("queued", "sending"),  # a worker claims it
    ("queued", "sent"),  # an inbox row whose hour has come
    ("queued", "withheld"),  # over budget
    ("queued", "cancelled"),  # read in the portal, or too old to be of use
    ("queued", "merged"),  # into a digest
    ("sending", "sent"),
    ("sending", "failed"),
    ("sending", "unknown"),
    ("sending", "queued"),  # the provider certainly did not take it
    ("unknown", "sent"),  # a person says it arrived
    ("unknown", "queued"),  # a person says send it again
    ("unknown", "cancelled"),
    ("failed", "queued"),
    ("failed", "cancelled"),
    ("withheld", "queued"),
    ("withheld", "cancelled"),
]


class NoticeQuerySet(ScopedQuerySet):
    def decidable_by(self, user: User) -> "NoticeQuerySet":
        """Deliveries this person may look after: those of the areas where she may decide.

        Rows without an area (sign-in codes) go to those who operate the portal.
        """
        areas = user.areas_where("notices.decide")
        rows = self.filter(channel__in=LEAVING).within(*areas)
        if user.can_somewhere("notices.operate"):
            rows = rows | self.filter(channel__in=LEAVING).filter(area=None)
        return rows

    def inbox_of(self, user: User) -> "NoticeQuerySet":
        return self.filter(user=user, channel=Channel.INBOX, status=Status.SENT)


class Notice(ScopedModel):
    """One message to one recipient through one channel: a row of the outbox.

    It is written with its words in the recipient's language, in the transaction of what
    caused it. `dedupe_key` with `channel` is unique: asking twice gives one row.
    """

    # a sign-in code belongs nowhere, so here the area may be missing
    area = models.ForeignKey(  # type: ignore[assignment]
        Area, models.PROTECT, null=True, related_name="+"
    )
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="notices")
    phone = EncryptedTextField(blank=True, default="")
    phone_index = BlindIndexField(source="phone", null=True)
    name = EncryptedTextField(blank=True, default="")
    recipient = models.CharField(max_length=40, help_text="stands for the person in keys")
    language = models.CharField(max_length=8)

    kind = models.CharField(max_length=60)
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel.choices)
    dedupe_key = models.CharField(max_length=200)
    object_type = models.CharField(max_length=60, blank=True, default="")
    object_id = models.CharField(max_length=40, blank=True, default="")
    url = models.CharField(max_length=300, blank=True, default="")
    title = EncryptedTextField()
    body = EncryptedTextField(blank=True, default="")
    params = EncryptedTextField(default="{}", help_text="JSON, for a provider's template")
    urgent = models.BooleanField(default=False)
    held = models.BooleanField(default=False, help_text="waited through quiet hours")

    status = models.CharField(
        _("Status"), max_length=10, choices=Status.choices, default=Status.QUEUED
    )
    not_before = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    resends = models.PositiveSmallIntegerField(default=0, help_text="a person said: again")
    claimed_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=120, blank=True, default="")
    error = models.CharField(max_length=300, blank=True, default="")
    digest = models.ForeignKey("self", models.SET_NULL, null=True, related_name="members")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()  # type: ignore[misc]  # narrows the inherited one

    class Meta(ScopedModel.Meta):
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.FSM(name="notice_moves", field="status", transitions=MOVES),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dedupe_key", "channel"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(phone_index__isnull=False),
                name="notice_has_recipient",
            ),
            models.CheckConstraint(
                condition=~Q(channel="inbox")
                | Q(user__isnull=False, status__in=["queued", "sent", "cancelled"]),
                name="notice_inbox_needs_account",
            ),
            models.CheckConstraint(
                condition=~Q(status="sending") | Q(claimed_at__isnull=False),
                name="notice_sending_is_claimed",
            ),
            models.CheckConstraint(
                condition=~Q(status="sent") | Q(sent_at__isnull=False),
                name="notice_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(channel="inbox"),
                name="notice_read_in_inbox",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="notice_status_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "-sent_at", "-id"],
                name="notice_inbox",
                condition=Q(channel="inbox", status="sent"),
            ),
            models.Index(
                fields=["user"],
                name="notice_unread",
                condition=Q(channel="inbox", status="sent", read_at__isnull=True),
            ),
            models.Index(
                fields=["not_before", "id"], name="notice_due", condition=Q(status="queued")
            ),
            models.Index(fields=["claimed_at"], name="notice_stuck", condition=Q(status="sending")),
            models.Index(
                fields=["community", "-created_at", "-id"],
                name="notice_open",
                condition=Q(status__in=["queued", "sending", "failed", "unknown", "withheld"]),
            ),
            models.Index(
                fields=["community", "-created_at", "-id"],
                name="notice_deliveries",
                condition=Q(status="sent", channel__in=["sms", "email"]),
            ),
            models.Index(fields=["created_at"], name="notice_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.channel} · {self.status}"

    @property
    def provider_key(self) -> str:
        """What the provider sees as our key; a new one only when a person asked to resend."""
        again = f"#{self.resends}" if self.resends else ""
        return f"{self.dedupe_key}:{self.channel}{again}"


class Preference(models.Model):
    """A person's word on one group of notices and one channel; no row means yes."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notice_preferences")
    group = models.CharField(max_length=40)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    wanted = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group", "channel"], name="notice_preference_once"
            ),
            models.CheckConstraint(
                condition=~Q(channel="inbox"), name="notice_inbox_cannot_be_refused"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} · {self.channel}: {self.wanted}"


class SmsBudget(models.Model):
    """Text messages (counted as the provider bills them) of one area in one month."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="+", verbose_name=_("Area"))
    month = models.DateField(_("Month"), help_text="its first day")
    allowed = models.PositiveIntegerField(_("Allowed"))
    used = models.PositiveIntegerField(_("Used"), default=0)
    warned_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("Budget of text messages")
        verbose_name_plural = _("Budgets of text messages")
        constraints = [
            models.UniqueConstraint(fields=["area", "month"], name="sms_budget_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="sms_budget_by_month"),
        ]

    def __str__(self) -> str:
        return f"{self.area} · {self.month:%Y-%m}: {self.used}/{self.allowed}"


class ReminderSweep(models.Model):
    """When one reminder was last asked, and what came of it."""

    reminder = models.CharField(max_length=60, unique=True)
    slot = models.DateTimeField(help_text="the moment it was asked for")
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    reminded = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("slot")),
                name="sweep_finishes_after_its_slot",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reminder} · {self.slot:%Y-%m-%d %H:%M}"


class ReminderMark(models.Model):
    """One occurrence of one reminder of one object that is done with: sent, or missed."""

    class Outcome(models.TextChoices):
        SENT = "sent", pgettext_lazy("delivery", "Sent")
        MISSED = "missed", pgettext_lazy("delivery", "Missed")

    reminder = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    occurrence = models.CharField(max_length=60)
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    due_at = models.DateTimeField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "reminder", "occurrence"],
                name="reminded_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reminder} · {self.object_type} {self.object_id} · {self.occurrence}"
