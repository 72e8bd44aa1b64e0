"""Who must not do what because of who they are, beyond their earlier steps (DOMAIN 1.5, 1.6).

The table bars whoever took an earlier step. Here is what a table of steps cannot say: a panel's
members, declared interests, the vendor's own people.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from core.accounts.models import User
from core.privacy.services import blind_indexes
from core.workflow.engine import earlier_act, said_of
from core.workflow.models import TransitionRecord
from core.workflow.table import Call, Refused
from projects.delivery.table.persons import others

Member = tuple[str, str, User | None]  # name, part, account


def no_interest_of_ones_own(project: Any, call: Call) -> None:
    """Whoever declared an interest in one of the vendors, or is known there, decides nothing
    about the work."""
    if call.by is None:
        return
    if _sells(project, call.by.name.strip(), call.by):
        raise Refused(_("You belong to the vendor; somebody else has to do this."))
    if project.declarations.filter(by=call.by, has_interest=True).exists():
        raise Refused(
            _("You declared an interest in one of the vendors; somebody else has to do this.")
        )


def payer_is_not_on_the_panel(project: Any, call: Call) -> None:
    """Whoever signed for the thing does not pay for it (DOMAIN 1.6 rule 3)."""
    if call.by is not None and project.acceptances.filter(members__user=call.by).exists():
        raise Refused(_("You were on the panel; somebody else has to pay."))


def panel_stands_apart(project: Any, members: Iterable[Member]) -> None:
    """No member proposed, screened, approved or paid, sells the thing, or has an interest in it;
    and who sits there for the residents is no staff. A name counts like the account it hides.

    Raises Refused for the first, the rest in `also`; the fields are "members.0", "members.1" …
    """
    barred = _names_of_the_others(project)
    found = [
        Refused(why, field=f"members.{number}")
        for number, member in enumerate(members)
        if (why := _why_not(project, barred, member))
    ]
    if found:
        found[0].also = found[1:]
        raise found[0]


def _why_not(project: Any, barred: dict[str, str], member: Member) -> str:
    """Why somebody cannot be on the panel; empty if she can."""
    name, part, user = member
    if user is not None and (why := _why_not_with_account(project, part, user)):
        return why
    if name.strip() in barred:
        said = _("{name} took the step “{step}” of this project and cannot be on the panel.")
        return said.format(name=name, step=barred[name.strip()])
    if _sells(project, name.strip(), user):
        return _("{name} belongs to the vendor and cannot be on the panel.").format(name=name)
    return ""


def _why_not_with_account(project: Any, part: str, user: User) -> str:
    # the buyer may sit there beside others; only the one who accepts in the end may not have bought
    arrow = replace(project.workflow.by_name["accept"], different_person_from=others("accept"))
    if act := earlier_act(project, arrow, user):
        said = _("{name} took the step “{step}” of this project and cannot be on the panel.")
        return said.format(name=user.name or user.username, step=said_of(act))
    if part == "resident" and user.holds_role:
        said = _("{name} is staff and cannot sit there for the residents.")
        return said.format(name=user.name or user.username)
    if project.declarations.filter(by=user, has_interest=True).exists():
        said = _("{name} declared an interest in a vendor and cannot be on the panel.")
        return said.format(name=user.name or user.username)
    return ""


def _names_of_the_others(project: Any) -> dict[str, str]:
    """Names of the staff who took one of the other four's steps, with what the step is called."""
    acts = [act for act in others("accept") if "." not in act]
    rows = TransitionRecord.objects.filter(
        kind=project.workflow.kind, object_id=project.pk, name__in=acts, actor__isnull=False
    ).select_related("actor")
    return {row.actor.name.strip(): said_of(row) for row in rows if row.actor.name.strip()}


def _sells(project: Any, name: str, user: User | None) -> bool:
    contract = getattr(project, "contract", None)
    if contract is None:
        return False
    vendor = contract.vendor
    if name == vendor.name or not (user and user.phone and vendor.phone):
        return bool(name == vendor.name)
    return bool(set(blind_indexes(user.phone)) & set(blind_indexes(vendor.phone)))
