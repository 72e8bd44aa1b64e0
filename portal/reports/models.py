"""Report runs: long work as a row, with its frozen figures and its files."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.scope import ScopedQuerySet, within
from core.counters.periods import Period
from core.workflow.models import WorkflowModel
from core.workflow.table import Workflow
from portal.reports.funds.spans import said
from portal.reports.rules import VIEW
from portal.reports.workflow import DONE, FAILED, REPORT


class Format(models.TextChoices):
    """What a report comes as."""

    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel"
    DOCX = "docx", "Word"
    CSV = "csv", "CSV"


class ReportQuerySet(ScopedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Reports about areas in which the person may read reports."""
        return self.filter(within(user.areas_where(VIEW)))


class ReportRun(WorkflowModel):
    """One report about one area and period in one language: asked for once, made once.

    `snapshot` holds every figure and word of it from the moment it was first made; its files
    can be made from that again at any time, to the same numbers.
    """

    class Form(models.TextChoices):
        MONTHLY = "monthly", _("Monthly report")
        FUNDS = "funds", _("Funding report")

    workflow: ClassVar[Workflow] = REPORT

    form = models.CharField(_("Report"), max_length=12, choices=Form.choices, default=Form.MONTHLY)
    since = models.DateField(_("From"))
    until = models.DateField(_("To"))
    language = models.CharField(_("Language"), max_length=8, choices=settings.LANGUAGES)
    requested_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent")
    attempts = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, help_text="the worker's last sign of life")
    error = models.CharField(max_length=500, blank=True, default="", help_text="for operators")
    snapshot = models.JSONField(null=True)
    frozen_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta(WorkflowModel.Meta):
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["form", "area", "since", "until", "language"], name="report_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="report_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="report_progress_percent"),
        ]
        indexes = [
            # the list of a community, subdistrict or district, newest first
            models.Index(fields=["community", "-created_at", "-id"], name="report_of_community"),
            models.Index(fields=["subdistrict", "-created_at", "-id"], name="report_of_street"),
            models.Index(fields=["district", "-created_at", "-id"], name="report_of_district"),
            # queries.waiting and queries.stuck, each minute
            models.Index(
                fields=["status", "status_since"],
                name="report_unfinished",
                condition=~Q(status__in=[DONE, FAILED]),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.code])

    @property
    def period(self) -> Period:
        return Period(self.since, self.until)

    @property
    def said(self) -> str:
        """The period in words."""
        return said(self.period)

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.status in (DONE, FAILED)

    def part_of(self, user: Any) -> str:
        return "staff"


class ReportFile(models.Model):
    """One file of a finished report, kept in the private storage."""

    run = models.ForeignKey(ReportRun, models.CASCADE, related_name="files")
    format = models.CharField(max_length=4, choices=Format.choices)
    file = models.FileField(upload_to="reports/", max_length=200)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "format"], name="report_file_once_a_format")
        ]

    def __str__(self) -> str:
        return f"{self.run.code}.{self.format}"
