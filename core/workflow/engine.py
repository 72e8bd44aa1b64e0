"""The only writer of status: starting matters and moving them along their tables."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.services import Change, Counted, counted, record
from core.workflow.clock import Clock, enter
from core.workflow.errors import NotAllowed, Refused, SamePerson, WorkflowError, WrongState
from core.workflow.models import TransitionRecord, WorkflowModel
from core.workflow.registry import model_of
from core.workflow.table import Call, Transition

M = TypeVar("M", bound=WorkflowModel)


def start(
    obj: WorkflowModel,
    *,
    by: User | None,
    note: str = "",
    on_behalf_of: str = "",
    channel: str = "web",
    **data: Any,
) -> TransitionRecord:
    """Save a new object in its initial state, with the first row of its log.

    `data` goes into the log and must hold nothing personal.
    """
    call = Call(by, note, on_behalf_of, channel, timezone.now(), data)
    with transaction.atomic():
        _place(obj, obj.workflow.initial, call)
        obj.save()
        return _log(obj, call, obj.workflow.start, "", dict(data))


def advance(
    obj: WorkflowModel,
    name: str,
    *,
    by: User | None,
    note: str = "",
    on_behalf_of: str = "",
    channel: str = "web",
    **data: Any,
) -> TransitionRecord:
    """Move an object along one arrow of its table, and write the move down.

    Everything happens in one transaction with the row locked: permit, source state,
    separation of duties, guards, effect, status, clock, log, figures. Asked twice by the same
    person, the first answer is given again. `obj` is brought up to date in any case.

    `by=None` is the system itself, which no permit or separation binds.
    Raises NotAllowed, SamePerson, WrongState, Refused; KeyError for a name not in the table.
    """
    arrow = obj.workflow.by_name[name]
    call = Call(by, note.strip(), on_behalf_of, channel, timezone.now(), data)
    with transaction.atomic():
        locked = _lock(obj)
        try:
            repeated = _check(locked, arrow, call)
            return repeated or _move(locked, arrow, call)
        finally:
            _bring_up_to_date(obj, locked)


def refusals(
    obj: WorkflowModel, name: str, *, by: User | None, note: str = "", **data: Any
) -> list[Refused]:
    """What the guards of an arrow refuse now, for a form with faults of its own: all is told at
    once. Nothing is locked or written; empty where the arrow is not open to this person.
    """
    arrow = obj.workflow.by_name[name]
    if obj.status not in arrow.sources:
        return []
    if by is not None and (not arrow.permit(by, obj) or earlier_act(obj, arrow, by)):
        return []
    call = Call(by, note.strip(), "", "web", timezone.now(), data)
    try:
        return _refused(obj, arrow, call)
    except WorkflowError:  # a race lost meanwhile: `advance` tells
        return []


def _refused(obj: WorkflowModel, arrow: Transition, call: Call) -> list[Refused]:
    """Guards bear that an earlier one refused, and that `data` lacks what was not understood."""
    found = []
    for guard in arrow.guards:
        try:
            guard(obj, call)
        except Refused as refused:
            found += [refused, *refused.also]
    return found


def _lock(obj: M) -> M:
    manager = type(obj)._base_manager
    locked = manager.select_for_update(of=("self",)).get(pk=obj.pk)
    area = obj._meta.get_field("area")
    if area.is_cached(obj) and obj.area_id == locked.area_id:
        # guards and effects ask for it many times a step; an area hardly ever changes
        area.set_cached_value(locked, area.get_cached_value(obj))
    return locked


def _bring_up_to_date(obj: WorkflowModel, locked: WorkflowModel) -> None:
    for field in obj._meta.concrete_fields:
        setattr(obj, field.attname, getattr(locked, field.attname))


def newest(obj: WorkflowModel) -> TransitionRecord | None:
    """The last move of the object."""
    log = TransitionRecord.objects.filter(kind=obj.workflow.kind, object_id=obj.pk)
    return log.order_by("-id").first()


def _check(obj: WorkflowModel, arrow: Transition, call: Call) -> TransitionRecord | None:
    """Raise unless the arrow may be followed; the earlier record if this is a repeat."""
    if call.by is not None and not arrow.permit(call.by, obj):
        if repeated := _repeat(obj, arrow, call):
            return repeated
        raise NotAllowed
    if obj.status not in arrow.sources:
        if repeated := _repeat(obj, arrow, call):
            return repeated
        raise WrongState(arrow.too_late, status=obj.status)
    if call.by is not None and (earlier := earlier_act(obj, arrow, call.by)):
        raise SamePerson(step=said_of(earlier), at=earlier.at)
    if arrow.note_required and not call.note:
        raise Refused(_("Please say why. The person concerned will read it."), field="note")
    if refused := _refused(obj, arrow, call):
        refused[0].also = refused[1:]
        raise refused[0]
    return None


def _repeat(obj: WorkflowModel, arrow: Transition, call: Call) -> TransitionRecord | None:
    if call.by is None or obj.status != arrow.leads_to(obj.status):
        return None  # nobody's, or it does not stand where this arrow leads
    log = TransitionRecord.objects.filter(kind=obj.workflow.kind, object_id=obj.pk)
    last = log.order_by("-id").values_list("name", "actor_id", "to_state").first()
    same = last == (arrow.name, call.by.pk, obj.status)
    return newest(obj) if same else None


def earlier_act(obj: WorkflowModel, arrow: Transition, user: User) -> TransitionRecord | None:
    """The step of this person, here or in a forerunner, that bars them from this arrow."""
    if not arrow.different_person_from:
        return None
    of_kind: dict[str, list[str]] = {}
    for name in arrow.different_person_from:
        kind, _dot, step = name.rpartition(".")
        of_kind.setdefault(kind or obj.workflow.kind, []).append(step)
    which = Q()
    for kind, pk in ((obj.workflow.kind, obj.pk), *obj.forerunners(frozenset(of_kind))):
        if kind in of_kind:
            which |= Q(kind=kind, object_id=pk, name__in=of_kind[kind])
    if not which:
        return None
    acts = TransitionRecord.objects.filter(which).filter(Q(actor=user) | obj.acts_for(user))
    return next((act for act in acts.order_by("id") if obj.is_own_act(act, user)), None)


def said_of(record: TransitionRecord) -> str:
    """What a step of the log is called on its button."""
    workflow = model_of(record.kind).workflow
    arrow = workflow.by_name.get(record.name)
    return str(arrow.label if arrow else workflow.by_state[workflow.initial].label)


def _move(obj: WorkflowModel, arrow: Transition, call: Call) -> TransitionRecord:
    came_from = obj.status
    written: Mapping[str, Any] = {}
    if arrow.effect is not None:
        written = arrow.effect(obj, call) or {}
    _place(obj, arrow.leads_to(came_from), call, came_from=came_from)
    obj.save()
    record = _log(obj, call, arrow.name, came_from, written)
    obj.after_step(record)
    return record


def _place(obj: WorkflowModel, target: str, call: Call, *, came_from: str = "") -> None:
    """Set status, clock and figures. A step that stays in its state keeps clock and since."""
    now_counted = counted(obj.facet(), obj.figures())
    if target != came_from:
        obj.status = target
        obj.status_since = call.at
        clock = obj.clock if came_from else Clock()
        obj.clock = enter(obj.state, obj, clock, call.at)
        changes = [Change(target, now_counted, entered=1)]
        if came_from:
            changes.insert(0, Change(came_from, _stored(obj), left=1))
        record(obj.workflow.kind, obj.area_id, timezone.localdate(call.at), changes)
        obj.counted = _storable(now_counted)


def recount(obj: WorkflowModel) -> None:
    """Correct the figures after an edit that changed what the object counts as.

    Dated to the day it came into its state, as if it had always been so. Call it in the
    transaction of the edit, with the row locked; it saves `counted`.
    """
    was, now = _stored(obj), counted(obj.facet(), obj.figures())
    if was == now:
        return
    day = timezone.localdate(obj.status_since)
    changes = [Change(obj.status, was, entered=-1), Change(obj.status, now, entered=1)]
    record(obj.workflow.kind, obj.area_id, day, changes)
    obj.counted = _storable(now)
    obj.save(update_fields=["counted"])


def _storable(what: Counted) -> dict[str, Any]:
    return {"facet": what.facet, "figures": {k: str(v) for k, v in what.figures.items()}}


def _stored(obj: WorkflowModel) -> Counted:
    figures = {k: Decimal(v) for k, v in obj.counted["figures"].items()}
    return Counted(obj.counted["facet"], figures)


def _log(
    obj: WorkflowModel, call: Call, name: str, came_from: str, data: Mapping[str, Any]
) -> TransitionRecord:
    return TransitionRecord.objects.create(
        kind=obj.workflow.kind,
        object_id=obj.pk,
        area_id=obj.area_id,
        name=name,
        from_state=came_from,
        to_state=obj.status,
        actor=call.by,
        part=obj.part_of(call.by) if call.by is not None else "system",
        on_behalf_of=call.on_behalf_of,
        channel=call.channel,
        note=call.note,
        data=dict(data),
        at=call.at,
    )


def available(obj: WorkflowModel, user: User) -> Sequence[Transition]:
    """The arrows this person may follow from here: the buttons on the page, the API's list."""
    return [
        arrow
        for arrow in obj.workflow.transitions
        if obj.status in arrow.sources
        and arrow.permit(user, obj)
        and earlier_act(obj, arrow, user) is None
        and obj.offers(arrow.name, user)
    ]


def next_step(obj: WorkflowModel, user: User) -> Transition | None:
    """The main step onwards that this person may take from here, for lists."""
    for arrow in obj.workflow.transitions:
        onwards = arrow.kind == "primary" and arrow.leads_to(obj.status) != obj.status
        if onwards and obj.status in arrow.sources and arrow.permit(user, obj):
            return arrow
    return None
