"""Writing the notices of a step: to followers, to whoever objected, to whose turn it is."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from core.accounts.abilities import roles_with
from core.accounts.models import RoleGrant
from core.counters.versions import bump
from core.notices.services import Recipient, notify
from core.workflow.table import Call, Effect, Transition
from projects.delivery.versions import PROJECTS

# whose turn it is, and the ability by which they are found
TURN = {
    "community": "projects.run",
    "subdistrict": "projects.review",
    "finance": "projects.settle",
}


def holders(project: Any, ability: str) -> list[Recipient]:
    """Whoever has the ability in the project's area today."""
    grants = RoleGrant.objects.in_force().filter(
        role__in=roles_with(ability), area__code__in=project.area.path.strip("/").split("/")
    )
    users = {grant.user_id: grant.user for grant in grants.select_related("user")}
    return [Recipient(user=user) for user in users.values()]


def _context(project: Any, **more: Any) -> dict[str, Any]:
    return {"title": project.title, "code": project.code, **more}


def _key(project: Any, call: Call) -> str:
    return f"{project.code}:{call.at:%Y%m%d%H%M%S%f}"


def _write(
    kind: str,
    project: Any,
    to: Iterable[Recipient],
    call: Call,
    said: Any = "",
    note: str = "",
    url: str = "",
) -> None:
    key = _key(project, call)
    for one in to:
        if one.user is None or one.user != call.by:
            with translation.override(one.language):
                context = _context(project, said=str(said).rstrip("。."), note=note)
            notify(kind, to=one, key=key, obj=project, context=context, url=url)


def staff(project: Any, kind: str, call: Call) -> None:
    """Tell the community's staff, except who did it."""
    to = holders(project, "projects.run")
    _write(kind, project, to, call, url=project.get_staff_url())


def objector(objection: Any, call: Call) -> None:
    """Tell whoever objected what the answer is."""
    to = (
        Recipient(user=objection.by)
        if objection.by_id
        else Recipient(phone=objection.contact_phone, name=objection.contact_name)
    )
    _write("projects.answered", objection.notice.project, [to], call, note=objection.answer)


def followers(project: Any, call: Call, said: Any) -> None:
    """Tell whoever follows the project, with or without an account."""
    rows = project.follows.select_related("user").order_by("pk")
    to = [Recipient(user=f.user) if f.user_id else Recipient(phone=f.phone) for f in rows]
    _write("projects.step", project, to, call, said)


def whose_turn(project: Any, call: Call, target: str) -> None:
    """Tell those who are expected to act next, where that changes hands."""
    now, then = project.state.waits_for, project.workflow.by_state[target].waits_for
    if then != now and then in TURN:
        said = project.workflow.by_state[target].said
        to = holders(project, TURN[then])
        _write("projects.your_turn", project, to, call, said, url=project.get_staff_url())


def telling_everybody(arrow: Transition) -> Effect:
    """The arrow's own effect, then the notices every step sends."""

    def effect(project: Any, call: Call) -> Any:
        written = arrow.effect(project, call) if arrow.effect else None
        bump(PROJECTS)
        followers(project, call, arrow.said or arrow.label)
        whose_turn(project, call, arrow.leads_to(project.status))
        return written

    effect.__name__ = arrow.effect.__name__ if arrow.effect else "tell"
    return effect
