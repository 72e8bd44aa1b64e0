"""What moves through stages, and the log of its moves."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.areas.scope import ScopedModel
from core.privacy.fields import EncryptedTextField
from core.privacy.protection import append_only
from core.workflow.clock import Clock
from core.workflow.table import State, Workflow


class _KindFunc(pgtrigger.Func):
    """A trigger function that knows the workflow's kind, also while migrations are made."""

    def render(self, **kwargs: Any) -> str:
        model = apps.get_model(kwargs["meta"].label)
        return str(super().render(**kwargs, kind=model.workflow.kind))


class WorkflowModel(ScopedModel):
    """A matter with a transition table. Only the engine writes `status` and the clock.

    At commit the database checks that the newest log row leads to the status, so a status
    written by anything else cannot be stored.
    """

    workflow: ClassVar[Workflow]

    code = models.CharField(_("Number"), max_length=24, unique=True)
    status = models.CharField(_("Status"), max_length=24, editable=False)
    status_since = models.DateTimeField(editable=False)
    due_at = models.DateTimeField(_("Due"), null=True, editable=False)
    clock_unit = models.CharField(max_length=2, blank=True, default="", editable=False)
    clock_amount = models.PositiveIntegerField(null=True, editable=False)
    clock_started_at = models.DateTimeField(null=True, editable=False)
    clock_left = models.PositiveIntegerField(null=True, editable=False)
    counted = models.JSONField(default=dict, editable=False, help_text="what the figures hold")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta(ScopedModel.Meta):
        abstract = True
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.Trigger(
                name="status_follows_log",
                level=pgtrigger.Row,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=_KindFunc(
                    """
                    IF NEW.status IS DISTINCT FROM (
                        SELECT r.to_state FROM workflow_transitionrecord r
                         WHERE r.kind = '{kind}' AND r.object_id = NEW.id
                         ORDER BY r.id DESC LIMIT 1)
                       AND NEW.status = (SELECT o.status FROM {meta.db_table} o WHERE o.id = NEW.id)
                    THEN
                        RAISE EXCEPTION 'status % of {meta.db_table} % is not in the log',
                            NEW.status, NEW.id USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def state(self) -> State:
        """The row of the table for the present status."""
        return self.workflow.by_state[self.status]

    @property
    def clock(self) -> Clock:
        return Clock(
            self.due_at,
            self.clock_unit,
            self.clock_amount,
            self.clock_started_at,
            self.clock_left,
        )

    @clock.setter
    def clock(self, clock: Clock) -> None:
        self.due_at, self.clock_unit = clock.due_at, clock.unit
        self.clock_amount, self.clock_left = clock.amount, clock.left
        self.clock_started_at = clock.started_at

    # What a room may say about its objects; the engine asks.

    def figures(self) -> dict[str, Decimal]:
        """Named amounts counted with the object, beside the object itself."""
        return {}

    def facet(self) -> str:
        """The axis by which figures of this kind are split."""
        return ""

    def forerunners(self, kinds: frozenset[str]) -> Sequence[tuple[str, int]]:
        """The matters of these kinds it came from, as (kind, id): their logs count as well
        where different persons are demanded."""
        return ()

    def acts_for(self, user: Any) -> models.Q:
        """Steps that somebody else entered for this person, where different persons are demanded:
        a condition on the log."""
        return models.Q(pk=None)

    def is_own_act(self, record: "TransitionRecord", user: Any) -> bool:
        """Whether a step in the log was this person's own, where different persons are
        demanded."""
        return True

    def offers(self, name: str, user: Any) -> bool:
        """Whether a step open to this person makes sense as a button for her just now."""
        return True

    def after_step(self, record: "TransitionRecord") -> None:
        """What a room writes beside a step, in its transaction, once the step is in the log."""

    def part_of(self, user: Any) -> str:
        """In which part this person acts here; the public timeline shows the part, not the name."""
        return "staff" if user.holds_role else "resident"


class TransitionRecord(ScopedModel):
    """One move of one object. The database refuses to change or delete it."""

    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    name = models.CharField(max_length=30)
    from_state = models.CharField(max_length=24, blank=True)
    to_state = models.CharField(max_length=24)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    part = models.CharField(max_length=20, help_text="staff, wisher, claimer, system …")
    on_behalf_of = models.CharField(max_length=20, blank=True, help_text="a part, never a name")
    channel = models.CharField(max_length=12, default="web")
    note = EncryptedTextField(blank=True, default="")
    data = models.JSONField(default=dict, help_text="never personal data")
    at = models.DateTimeField(default=timezone.now)

    class Meta(ScopedModel.Meta):
        triggers = [
            *ScopedModel.Meta.triggers,
            *append_only(),
        ]
        indexes = [
            # timeline(), the newest move of one object, and the check at commit
            models.Index(fields=["kind", "object_id", "id"], name="transition_of_object"),
            # moves of a community in a span: reports and the property tests' replay
            models.Index(fields=["kind", "community", "at"], name="transition_in_community"),
            # the newest moves of a kind: the feed of projects, however many other moves there are
            models.Index(fields=["kind", "id"], name="transition_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.name} → {self.to_state}"
