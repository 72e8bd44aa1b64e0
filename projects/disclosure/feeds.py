"""The newest steps as Atom. It says which step and of which project, never who or in what words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from core.areas.models import Area
from core.areas.scope import within
from core.workflow.models import TransitionRecord
from projects.delivery.models import MicroProject
from projects.delivery.states import KIND
from projects.delivery.workflow import PROJECT

NEWEST = 50


@dataclass(frozen=True)
class Item:
    """One step of one project."""

    number: int
    project: MicroProject
    said: str
    at: dt.datetime


def newest_steps(area: Area | None = None) -> list[Item]:
    """The last steps of all projects or of an area's; two queries."""
    records = TransitionRecord.objects.filter(kind=KIND).order_by("-id")
    if area is not None:
        records = records.filter(within([area]))
    found = list(records.only("id", "object_id", "name", "to_state", "at")[:NEWEST])
    projects = MicroProject.objects.select_related("area").in_bulk({r.object_id for r in found})
    return [
        Item(r.pk, projects[r.object_id], _said(r), r.at) for r in found if r.object_id in projects
    ]


def _said(record: TransitionRecord) -> str:
    arrow = PROJECT.by_name.get(record.name)
    state = PROJECT.by_state[record.to_state]
    return str((arrow.said or arrow.label) if arrow else (state.said or state.label))


class StepFeed(Feed):
    """Atom of `newest_steps`; `?area=CODE` narrows it."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> Area | None:
        code = request.GET.get("area", "").replace("\0", "")[:18]
        return Area.objects.filter(code=code).first() if code else None

    def title(self, obj: Area | None) -> str:
        return " · ".join(part for part in (_("Micro-projects"), obj.name if obj else "") if part)

    def link(self, obj: Area | None) -> str:
        return reverse("disclosure:list")

    def items(self, obj: Area | None) -> list[Item]:
        return newest_steps(obj)

    def item_title(self, item: Any) -> str:
        return f"{item.project.title}: {item.said}"

    def item_description(self, item: Any) -> str:
        return f"{item.project.area.name} · {item.project.code}"

    def item_link(self, item: Any) -> str:
        return str(item.project.get_absolute_url())

    def item_guid(self, item: Any) -> str:
        return f"{item.project.code}/{item.number}"

    item_guid_is_permalink = False

    def item_updateddate(self, item: Any) -> dt.datetime:
        at: dt.datetime = item.at
        return at
