"""Who is told at once, in the step's own transaction: staff of an objection, and who objected."""

from collections.abc import Iterable
from typing import Any

from core.accounts.abilities import roles_with
from core.accounts.models import RoleGrant
from core.notices.services import Recipient, notify_all
from core.workflow.table import Call

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


def _write(kind: str, project: Any, to: Iterable[Recipient], call: Call, **words: str) -> None:
    notify_all(
        kind,
        to=[one for one in to if one.user is None or one.user != call.by],
        key=f"{project.code}:{call.at:%Y%m%d%H%M%S%f}",
        obj=project,
        context={"title": project.title, "code": project.code, "note": words.get("note", "")},
        url=words.get("url", ""),
    )


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
