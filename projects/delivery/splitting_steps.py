"""Suspected splits on a project's way: flagged when it is reported up, answered before approval."""

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from core.workflow.table import Call, Refused


def _suspicions(project: Any) -> list[Any]:
    # splitting.py knows the models, and the models this table
    return list(import_string("projects.delivery.splitting.suspicions")(project))


def flag(project: Any, call: Call) -> dict[str, Any]:
    """Write a flag for every pair that has none yet."""
    return {"flags": raise_flags(project)}


def raise_flags(project: Any) -> int:
    """How many new flags there are about this project."""
    flags = apps.get_model("projects.SplittingFlag")
    found = [
        flags(
            project=one.later,
            other=one.earlier,
            why=one.why,
            score=one.score,
            together=one.together,
            cap=one.cap,
        )
        for one in _suspicions(project)
    ]
    if not found:
        return 0
    known = _known(project)
    new = [row for row in found if (row.project_id, row.other_id, row.why) not in known]
    flags.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _known(project: Any) -> dict[tuple[int, int, str], Any]:
    """The flags there are about this project, by pair and reason."""
    flags = apps.get_model("projects.SplittingFlag").objects
    rows = flags.filter(Q(project=project) | Q(other=project))
    return {(row.project_id, row.other_id, row.why): row for row in rows}


def no_split_stands(project: Any, call: Call) -> None:
    """Every pair that looks like one project in parts was answered, and none upheld."""
    found = _suspicions(project)
    known = _known(project) if found else {}
    for one in found:
        other = one.earlier if one.later.pk == project.pk else one.later
        row = known.get((one.later.pk, one.earlier.pk, one.why))
        if row is None or not row.verdict:
            said = _("It may be one project in parts, with {code} “{title}”: answer that first.")
            raise Refused(said.format(code=other.code, title=other.title))
        if row.verdict == "upheld":
            said = _("It is one project in parts, with {code}: it cannot be approved apart.")
            raise Refused(said.format(code=other.code))
