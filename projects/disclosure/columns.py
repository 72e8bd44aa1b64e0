"""The open data about projects: its columns and what they mean. Nothing in it is personal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """One column. `read` takes a row of open_data.Row; empty text where there is nothing."""

    name: str
    meaning: Promise | str
    read: Callable[[Any], Any]


def day_of(moment: Any) -> str:
    """The day of a moment in Shanghai; empty where there is none."""
    return timezone.localdate(moment).isoformat() if moment else ""


def date_of(day: Any) -> str:
    """A day as 2026-11-22; empty where there is none."""
    return day.isoformat() if day else ""


def _dated(name: str) -> Callable[[Any], str]:
    return lambda row: day_of(getattr(row.project, name))


def _of(name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row.project, name)


def _flag(name: str) -> Callable[[Any], int]:
    return lambda row: int(getattr(row.project, name))


def yuan(value: Any) -> str:
    """An amount with two decimals; empty where there is none."""
    return "" if value is None else f"{value:.2f}"


def _money(name: str) -> Callable[[Any], str]:
    return lambda row: yuan(getattr(row.money, name))


COLUMNS = (
    Column("code", _("Number of the project."), _of("code")),
    Column("title", _("Title."), _of("title")),
    Column("summary", _("What is done, and why."), _of("summary")),
    Column("place", _("Where, in words; never a home address."), _of("place")),
    Column("area_code", _("Division code of the community."), lambda r: r.project.area.code),
    Column("area", _("Name of the community."), lambda r: r.project.area.name),
    Column("kind", _("works, goods or services."), _of("kind")),
    Column("category", _("What it is for, a fixed list."), _of("category")),
    Column("source", _("Who brought the idea: a kind of source, never a person."), _of("source")),
    Column("stage", _("Stage of the way, five and “stopped”."), lambda r: r.stage.name),
    Column("status", _("Exact state."), _of("status")),
    Column("is_emergency", _("1: approved before the vote."), _flag("is_emergency")),
    Column("is_fast_track", _("1: small amount, shorter terms."), _flag("is_fast_track")),
    Column("supporters", _("People behind it, each once."), lambda r: r.people),
    Column("supporters_on_paper", _("Those of them whom staff wrote down."), lambda r: r.paper),
    Column("budget", _("Agreed budget, yuan."), lambda r: yuan(r.project.budget)),
    Column("committed", _("Public money set aside and not given back, yuan."), _money("bound")),
    Column("contracted", _("Contract with changes and reductions, yuan."), _money("contract_sum")),
    Column("retention", _("Held back for the warranty, yuan."), _money("retention")),
    Column("paid", _("Public money paid, less what came back, yuan."), _money("paid")),
    Column("final_cost", _("Settled final cost, yuan."), lambda r: yuan(r.final)),
    Column("social_pledged", _("Promised by others, yuan."), _money("pledged")),
    Column("social_received", _("Received from others, yuan."), _money("received")),
    Column("vendor", _("Name of the body that carries it out."), lambda r: r.vendor),
    Column("shortlisted_on", _("Day it came on the shortlist."), _dated("created_at")),
    Column("voted_on", _("Day of the vote that holds."), _dated("voted_at")),
    Column("notice_ended_on", _("Day the public notice ended."), _dated("notice_ended_at")),
    Column("approved_on", _("Day of the approval."), _dated("approved_at")),
    Column("started_on", _("Day the work began."), _dated("started_at")),
    Column("planned_finish", _("Planned finish."), lambda r: date_of(r.project.planned_finish)),
    Column("accepted_on", _("Day the panel accepted it."), _dated("accepted_at")),
    Column("closed_on", _("Day it was closed."), _dated("closed_at")),
    Column("responsible", _("Office that answers for it."), _of("responsible")),
    Column("supervision_phone", _("Supervision telephone."), _of("supervision_phone")),
    Column("url", _("Public page."), lambda r: f"{r.base}{r.project.get_absolute_url()}"),
)
