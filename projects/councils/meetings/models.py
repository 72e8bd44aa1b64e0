"""Meetings of a council, who came, what was talked about and what was decided."""

import datetime as dt
from typing import Any, ClassVar, Self

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.scope import ScopedQuerySet
from core.privacy.fields import BlindIndexField, EncryptedTextField
from core.workflow.models import WorkflowModel
from core.workflow.table import Workflow
from projects.councils.bodies import CouncilCharter, CouncilMember, ResidentsCouncil
from projects.councils.kinds import Counting, Outcome, Presence, Subject
from projects.councils.meetings.workflow import MEETING


class MeetingQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """A meeting is public from its call on."""
        return self.all()


class Meeting(WorkflowModel):
    """One meeting. `charter` is the version in force that day: by it everything is counted."""

    workflow: ClassVar[Workflow] = MEETING

    council = models.ForeignKey(ResidentsCouncil, models.CASCADE, related_name="meetings")
    charter = models.ForeignKey(CouncilCharter, models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("Title"), max_length=60)
    starts_at = models.DateTimeField(_("Begins at"))
    place = models.CharField(_("Where"), max_length=120)
    members_in_office = models.PositiveSmallIntegerField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    minutes = models.TextField(_("Minutes"), max_length=20_000, blank=True, default="")
    published_at = models.DateTimeField(null=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta(WorkflowModel.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["in_session", "closed", "minutes_published"])
                | Q(opened_at__isnull=False, members_in_office__gte=1, charter__isnull=False),
                name="meeting_counts_by_a_charter",
            ),
            models.CheckConstraint(
                condition=~Q(status="minutes_published") | ~Q(minutes=""),
                name="meeting_published_has_minutes",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "status", "due_at"], name="meeting_community"),
            # the list of a council, newest first
            models.Index(fields=["council", "-starts_at", "-id"], name="meeting_of_council"),
            # reminders: what is to come
            models.Index(fields=["status", "starts_at"], name="meeting_to_come"),
        ]

    @property
    def public_title(self) -> str:
        """The same for everybody: a meeting is public from its call on."""
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("councils:meeting", args=[self.code])

    def part_of(self, user: Any) -> str:
        return "staff"

    @property
    def day(self) -> dt.date:
        """The day the council is invited for."""
        return timezone.localdate(self.starts_at)

    @property
    def is_to_come(self) -> bool:
        """Called for a day after today."""
        return self.status == "called" and self.day > timezone.localdate()

    def offers(self, name: str, user: Any) -> bool:
        """It is opened on its day."""
        return name != "open" or not self.is_to_come


class Attendance(models.Model):
    """One member called to one meeting, and whether she came. The code is hers: staff never see
    it; what staff enter in her place is marked so and she is told."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="attendance")
    code = EncryptedTextField(max_length=20, editable=False)
    code_index = BlindIndexField(source="code", purpose="meeting code", unique=True)
    how = models.CharField(max_length=8, choices=Presence.choices, blank=True, default="")
    at = models.DateTimeField(null=True, editable=False)
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(how="", at__isnull=True) | (~Q(how="") & Q(at__isnull=False)),
                name="attendance_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.member}"


class AgendaItem(models.Model):
    """One thing to talk about, in its order, with what was said of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("What is talked about"), max_length=120)
    project = models.ForeignKey(
        "projects.MicroProject", models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    note = models.TextField(_("What was said"), max_length=2000, blank=True, default="")

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_order"),
            models.UniqueConstraint(
                fields=["meeting", "project"],
                condition=Q(project__isnull=False),
                name="agenda_project_once_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Speech(models.Model):
    """One turn in the speaking order: who raised a hand, and whether she has spoken."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="speeches")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    spoken_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("turn to speak")
        verbose_name_plural = _("turns to speak")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["item", "position"], name="speech_order")]

    def __str__(self) -> str:
        return f"{self.position} · {self.member}"


class Motion(models.Model):
    """One question to the council and its answer; once decided it is never changed.

    `present` are those who came, `recused` those of them who stepped out: only the rest count.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="motions")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="motions")
    project = models.ForeignKey(
        "projects.MicroProject", models.PROTECT, null=True, blank=True, related_name="motions"
    )
    subject = models.CharField(
        _("What it is about"), max_length=8, choices=Subject.choices, default=Subject.APPROVE
    )
    text = models.CharField(_("The question, as it is read out"), max_length=300)
    budget = models.DecimalField(
        _("New budget (yuan), if it is changed"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    budget_before = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, editable=False
    )
    counting = models.CharField(
        _("How it is counted"), max_length=6, choices=Counting.choices, default=Counting.OPEN
    )
    present = models.PositiveSmallIntegerField(null=True, editable=False)
    recused = models.PositiveSmallIntegerField(null=True, editable=False)
    in_favour = models.PositiveSmallIntegerField(_("For"), null=True, blank=True)
    against = models.PositiveSmallIntegerField(_("Against"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(_("Abstained"), null=True, blank=True)
    outcome = models.CharField(
        max_length=9, choices=Outcome.choices, blank=True, default="", editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("motion")
        verbose_name_plural = _("motions")
        ordering = ["item__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject="other") | Q(project__isnull=False),
                name="motion_about_a_project",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["passed", "failed"])
                | Q(
                    in_favour__isnull=False,
                    against__isnull=False,
                    abstained__isnull=False,
                    decided_at__isnull=False,
                    recused__lte=F("present"),
                    present=F("in_favour") + F("against") + F("abstained") + F("recused"),
                ),
                name="motion_votes_add_up",
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gt=0), name="motion_budget_positive"
            ),
            # one question about a project at a time
            models.UniqueConstraint(
                fields=["project", "subject"],
                condition=Q(outcome="", project__isnull=False),
                name="motion_open_once_a_project",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "subject", "outcome"], name="motion_of_project"),
            models.Index(fields=["decided_at"], name="motion_decided"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="decided_is_decided",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__outcome__in=["passed", "failed"]),
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def voters(self) -> int:
        """Those who came without those who stepped out."""
        return (self.present or 0) - (self.recused or 0)


class Recusal(models.Model):
    """A member who steps out of one motion because of an interest of her own (回避)."""

    motion = models.ForeignKey(Motion, models.CASCADE, related_name="recusals")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="recusals")
    reason = models.CharField(_("Why"), max_length=120)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [models.UniqueConstraint(fields=["motion", "member"], name="recusal_once")]

    def __str__(self) -> str:
        return f"{self.member} · {self.motion}"
