"""Objecting to a notice, answering, and ending notices whose time is over."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.scope import within
from core.counters.versions import bump
from core.lists.text import clean_text
from core.workflow.engine import advance
from core.workflow.errors import Refused, WrongState
from core.workflow.models import TransitionRecord
from core.workflow.table import Call
from projects.delivery import telling
from projects.delivery.effects import go_on
from projects.delivery.models import MicroProject
from projects.delivery.public_notices import Objection, PublicNotice
from projects.delivery.versions import PROJECTS

AT_ONCE = 500  # notices ended in one sweep


def object_to(
    project: MicroProject,
    *,
    by: User | None,
    text: str,
    contact_name: str = "",
    contact_phone: str = "",
    channel: str = "web",
) -> TransitionRecord:
    """Object to the notice that is up, with or without an account; the notice waits.

    Text, name and phone are encrypted. Raises WrongState when no notice is up, Refused without
    a text. Whoever calls limits how often one address may.
    """
    text = clean_text(text, lines=True)
    if not text:
        raise Refused(_("Please say what you object to, and why."), field="note")
    late = project.is_emergency and project.status not in ("public_notice", "objected")
    return advance(
        project,
        "object_later" if late else "object",
        by=by,
        note=text,
        on_behalf_of="" if by else "resident",
        channel=channel,
        contact_name=clean_text(contact_name),
        contact_phone=clean_text(contact_phone),
    )


@transaction.atomic
def answer_objection(objection: Objection, *, by: User, gist: str, answer: str) -> Objection:
    """Answer an objection; gist and answer are for everybody, the person is told.

    The last answer lets a later notice of an emergency go on; the notice before approval goes
    on by its own step. Raises PermissionDenied, ValidationError by field.
    """
    project = MicroProject.objects.select_for_update(of=("self",)).get(
        pk=objection.notice.project_id
    )
    objection = Objection.objects.select_related("notice__project", "by").get(pk=objection.pk)
    if not by.can("projects.run", project.area):
        raise PermissionDenied
    if objection.answered_at is not None or objection.notice.ended_at is not None:
        raise ValidationError(_("This objection has already been answered."))
    call = Call(by, "", "", "web", timezone.now(), {})
    objection.gist, objection.answer = clean_text(gist), clean_text(answer, lines=True)
    objection.answered_by, objection.answered_at = by, call.at
    errors = {
        name: _("Please fill this in; everybody will read it.")
        for name in ("gist", "answer")
        if not getattr(objection, name)
    }
    if errors:
        raise ValidationError(errors)
    objection.clean_fields(exclude=["text", "contact_name", "contact_phone"])
    objection.save()
    telling.objector(objection, call)
    notice = objection.notice
    if notice.purpose == PublicNotice.Purpose.LATE and not _open(notice):
        go_on(notice, timezone.localdate(call.at))
    bump(PROJECTS)
    return objection


def _open(notice: PublicNotice) -> bool:
    return notice.objections.filter(answered_at=None).exists()


def end_due_notices() -> int:
    """End every notice whose time is over and whose objections are answered; how many.

    Safe to run twice and at the same time: each is one transaction under its own lock.
    """
    now = timezone.now()
    intents = MicroProject.objects.filter(status="public_notice", due_at__lte=now)
    late = MicroProject.objects.filter(
        public_notices__purpose=PublicNotice.Purpose.LATE,
        public_notices__ended_at=None,
        public_notices__ends__lt=timezone.localdate(now),
    )
    ended = 0
    for rows, step in ((intents, "end_notice"), (late, "end_late_notice")):
        for project in rows.order_by("pk")[:AT_ONCE]:
            try:
                advance(project, step, by=None, channel="system")
            except (Refused, WrongState):
                continue
            ended += 1
    return ended


def objections_to_answer(user: User) -> int:
    """How many objections wait in the areas this person answers for."""
    areas = within(user.areas_where("projects.run"), prefix="notice__project__")
    return Objection.objects.filter(areas, answered_at=None, notice__ended_at=None).count()
