"""What residents leave at the front door: "please call me", and a complaint or suggestion."""

import secrets
from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.scope import ScopedQuerySet, within
from core.privacy.fields import EncryptedTextField
from core.privacy.phones import validate_phone
from core.workflow.models import WorkflowModel
from core.workflow.table import Workflow
from portal.home.workflow import CALL_BACK, FEEDBACK

# nothing that sounds or looks alike when it is read out on the telephone
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"


def new_code(prefix: str) -> str:
    """A number to quote: letters, year and month, five random characters."""
    tail = "".join(secrets.choice(ALPHABET) for _ in range(5))
    return f"{prefix}-{timezone.localdate():%y%m}-{tail}"


def call_back_code() -> str:
    return new_code("HD")  # 回电


def feedback_code() -> str:
    return new_code("YJ")  # 意见


class ByAbility(ScopedQuerySet):
    """Rows that only those who handle them may see."""

    def visible_to(self, user: User) -> Self:
        if not user.pk:
            return self.none()
        model: Any = self.model
        return self.filter(within(user.areas_where(model.ability)))


class FromTheDoor(WorkflowModel):
    """What both kinds share: who wrote, so that somebody can call; found by number only."""

    ability: ClassVar[str]

    name = EncryptedTextField(_("Your name"), max_length=60, blank=True, default="")
    phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects: Any = ByAbility.as_manager()

    class Meta(WorkflowModel.Meta):
        abstract = True

    def reveal_subject(self) -> User | None:
        return self.user

    def reveal_label(self) -> str:
        return self.code


class CallBack(FromTheDoor):
    """One "please help me": a person wants a call from the staff of a community."""

    workflow: ClassVar[Workflow] = CALL_BACK
    ability = "callbacks.handle"

    code = models.CharField(_("Number"), max_length=24, unique=True, default=call_back_code)
    name = EncryptedTextField(_("Your name"), max_length=60)
    phone = EncryptedTextField(_("Phone"), max_length=40, validators=[validate_phone])
    about = EncryptedTextField(_("What is it about?"), max_length=500, blank=True, default="")

    class Meta(FromTheDoor.Meta):
        verbose_name = _("Call-back")
        indexes = [models.Index(fields=["community", "status", "due_at"], name="callback_open")]

    @property
    def title(self) -> str:
        return gettext("Somebody asks for a call")

    def get_absolute_url(self) -> str:
        return reverse("home:callback", args=[self.code])


class Feedback(FromTheDoor):
    """One complaint or suggestion about the portal or a service, for the district's administrator.

    Source: 国办函〔2026〕12号, the operator must offer a complaint and suggestion channel.
    """

    workflow: ClassVar[Workflow] = FEEDBACK
    ability = "feedback.handle"

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", pgettext_lazy("feedback", "A complaint")
        SUGGESTION = "suggestion", pgettext_lazy("feedback", "A suggestion")
        MISTAKE = "mistake", pgettext_lazy("feedback", "Something on this site is wrong")
        THANKS = "thanks", pgettext_lazy("feedback", "A word of thanks")

    code = models.CharField(_("Number"), max_length=24, unique=True, default=feedback_code)
    kind = models.CharField(_("What is it?"), max_length=12, choices=Kind.choices)
    text = EncryptedTextField(_("Tell us"), max_length=2000)
    page = models.CharField(_("About which page"), max_length=200, blank=True, default="")

    class Meta(FromTheDoor.Meta):
        verbose_name = pgettext_lazy("feedback", "Complaint or suggestion")
        indexes = [models.Index(fields=["district", "status", "due_at"], name="feedback_open")]

    @property
    def title(self) -> str:
        return str(self.get_kind_display())

    def facet(self) -> str:
        return self.kind

    def get_absolute_url(self) -> str:
        return reverse("home:feedback_item", args=[self.code])
