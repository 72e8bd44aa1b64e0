"""Whom a check tells what: those who look, the community, whoever reported it."""

from collections.abc import Iterable
from typing import Any

from core.notices.services import Recipient, notify
from core.workflow.table import Call
from projects.delivery.telling import holders


def _send(kind: str, check: Any, to: Iterable[Recipient], key: str, **more: Any) -> None:
    url = more.pop("url", check.get_absolute_url())
    context = {"title": check.project.title, "code": check.project.code, **more}
    for one in to:
        notify(kind, to=one, key=f"{check.code}:{key}", obj=check, context=context, url=url)


def lookers(check: Any) -> None:
    """Those who look: the subdistrict and the supervision committee."""
    _send("projects.check_filed", check, holders(check.project, "projects.check"), "filed")


def community(check: Any, call: Call) -> None:
    """The community: something has to be put right."""
    to = holders(check.project, "projects.run")
    _send("projects.check_mend", check, to, f"{call.at:%Y%m%d%H%M%S%f}", note=call.note)


def reporter(check: Any, call: Call) -> None:
    """Whoever reported it: what was found."""
    to = (
        Recipient(user=check.reporter)
        if check.reporter_id
        else Recipient(phone=check.contact_phone, name=check.contact_name)
    )
    if to.user is None and not to.phone:
        return
    url = check.project.get_absolute_url()
    _send("projects.check_answered", check, [to], "answered", note=call.note, url=url)
