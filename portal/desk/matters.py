"""Rows of the desk: a matter, what is next for this person, and where that is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch
from django.utils.functional import Promise

from core.accounts.models import User
from core.privacy.fields import EncryptedTextField
from core.ui.nav import url_or_nothing
from core.workflow.engine import next_step
from core.workflow.models import WorkflowModel
from core.workflow.registry import model_of
from core.workflow.table import Transition
from portal.desk.candidates import Place


@dataclass(frozen=True)
class Matter:
    """One line of the desk. `arrow` is the next step; without one the line only opens."""

    obj: WorkflowModel
    kind: str | Promise
    title: str
    arrow: Transition | None
    url: str
    next_url: str


def matter(obj: WorkflowModel, user: User, *, own_words: bool) -> Matter:
    """The line of one matter; staff read its own title, others the public one."""
    arrow = next_step(obj, user)
    public = getattr(obj, "public_title", "")
    title = getattr(obj, "title", "") if own_words else public
    url = address_of(obj, staff=own_words)
    step = step_address(obj, arrow) if arrow else ""
    return Matter(
        obj, obj._meta.verbose_name or "", title or public or obj.code, arrow, url, step or url
    )


def step_address(obj: Any, arrow: Transition) -> str:
    """The form of a step: where the matter says, or under the name of its kind."""
    if hasattr(obj, "get_step_url"):
        return str(obj.get_step_url(arrow.name))
    return url_or_nothing(f"{obj.workflow.kind}:transition", obj.code, arrow.name)


def address_of(obj: Any, *, staff: bool = False) -> str:
    """The page of a matter, staff's own where there is one; nothing for a kind without pages."""
    try:
        if staff and hasattr(obj, "get_staff_url"):
            return str(obj.get_staff_url())
        return str(obj.get_absolute_url())
    except (AttributeError, NoReverseMatch):
        return ""


def load(places: Sequence[Place], user: User) -> dict[Place, WorkflowModel]:
    """The objects at these places, in their order, without those the person may not see.

    One query a kind.
    """
    wanted: dict[str, list[int]] = {}
    for place in places:
        wanted.setdefault(place.kind, []).append(place.pk)
    found: dict[tuple[str, int], WorkflowModel] = {}
    for kind, keys in wanted.items():
        found |= {(kind, o.pk): o for o in _visible(model_of(kind), keys, user)}
    return {p: found[p.kind, p.pk] for p in places if (p.kind, p.pk) in found}


def _visible(
    model: type[WorkflowModel], keys: Iterable[int], user: User
) -> Iterable[WorkflowModel]:
    manager: Any = model._default_manager
    secret = [f.name for f in model._meta.fields if isinstance(f, EncryptedTextField)]
    # not shown here, and undoing the encryption of a page of rows costs more than its queries
    rows = manager.filter(pk__in=list(keys)).select_related("area").defer(*secret)
    rows = rows.with_parts() if hasattr(rows, "with_parts") else rows
    return rows.visible_to(user) if hasattr(manager, "visible_to") else rows
