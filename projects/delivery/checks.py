""" "This was not done": a report about a project, looked into by somebody else (DOMAIN 1.5)."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.models import User
from core.areas.scope import ScopedQuerySet, within
from core.privacy.fields import EncryptedTextField
from core.privacy.masking import mask_phone
from core.privacy.phones import validate_phone
from core.workflow.models import WorkflowModel
from core.workflow.table import Workflow
from projects.delivery.check_workflow import CHECK
from projects.delivery.models import MicroProject


class CheckQuerySet(ScopedQuerySet):
    """Rows of SiteCheck."""

    def visible_to(self, user: Any) -> Self:
        """For whoever sees the project's file in their areas."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(within(user.areas_where("projects.see")))


class SiteCheck(WorkflowModel):
    """One look at whether a project is really there and works.

    Who reported it, and the report's own words, are encrypted. In public there is what it is
    about, the day, staff's neutral words and the answer.
    """

    workflow: ClassVar[Workflow] = CHECK

    class Origin(models.TextChoices):
        REPORT = "report", p("check", "Somebody reported it")
        RATING = "rating", p("check", "A low rating")
        SPOT = "spot", p("check", "Spot check")
        UPKEEP = "upkeep", p("check", "Upkeep or look-back")

    class Matter(models.TextChoices):
        NOT_DONE = "not_done", p("check", "This was not done")
        PARTLY = "partly", p("check", "Only part of it was done")
        BROKEN = "broken", p("check", "It no longer works")
        OTHER = "other", p("check", "Something else")

    class Finding(models.TextChoices):
        OPEN = "", p("check", "Not yet known")
        IN_ORDER = "in_order", p("check", "It is there and works")
        MENDED = "mended", p("check", "It was put right")
        NOT_DONE = "not_done", p("check", "It was not done as accepted")

    project = models.ForeignKey(MicroProject, models.PROTECT, related_name="checks")
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.REPORT)
    matter = models.CharField(_("What is wrong?"), max_length=10, choices=Matter.choices)
    text = EncryptedTextField(_("What do you see there?"), max_length=2000, blank=True, default="")
    contact_name = EncryptedTextField(_("Your name"), max_length=60, blank=True, default="")
    contact_phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    reporter = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    gist = models.CharField(
        _("In neutral words, for everybody"), max_length=300, blank=True, default=""
    )
    finding = models.CharField(max_length=10, choices=Finding.choices, blank=True, default="")
    answer = models.CharField(_("The answer"), max_length=1000, blank=True, default="")
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = CheckQuerySet.as_manager()

    class Meta(WorkflowModel.Meta):
        verbose_name = _("check of a project")
        verbose_name_plural = _("checks of projects")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="answered")
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(finding="")),
                name="check_answered_in_words",
            )
        ]
        indexes = [
            models.Index(fields=["project", "-id"], name="check_of_project"),
            models.Index(fields=["community", "status", "due_at"], name="check_community"),
            models.Index(fields=["subdistrict", "status", "due_at"], name="check_subdistrict"),
            models.Index(fields=["district", "status", "due_at"], name="check_district"),
        ]

    @property
    def title(self) -> str:
        """What the page behind a button is headed with: the project's."""
        return self.project.title

    def get_absolute_url(self) -> str:
        return reverse("delivery:check", args=[self.code])

    def get_step_url(self, step: str) -> str:
        """The form behind a button of the check."""
        return reverse("delivery:check_transition", args=[self.code, step])

    def facet(self) -> str:
        return str(self.origin)

    def forerunners(self, kinds: frozenset[str]) -> Sequence[tuple[str, int]]:
        """Its project: whoever accepted or bought it does not answer for it."""
        return [("project", self.project_id)] if "project" in kinds else ()

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.contact_phone)

    def reveal_subject(self) -> Any:
        """Whose data it is, for "who looked at my data"."""
        return self.reporter

    def reveal_label(self) -> str:
        return self.code
