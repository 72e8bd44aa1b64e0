"""What an objector may take along, what goes with the account, and who may look at it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.privacy import access, registry
from projects.delivery.public_notices import Objection


def collected(user: Any) -> dict[str, Any]:
    """One's objections, with their answers."""
    rows = Objection.objects.filter(by=user).select_related("notice__project").order_by("pk")
    objections = [
        {
            "project": row.notice.project.code,
            "at": row.at,
            "text": row.text,
            "answer": row.answer,
        }
        for row in rows
    ]
    return {"objections": objections} if objections else {}


def forget(user: Any) -> None:
    """Name, phone and the account go; what was objected stays with the project, unnamed."""
    Objection.objects.filter(by=user).update(by=None, contact_name="", contact_phone="")


def may_reveal(user: User, objection: Any) -> bool:
    """Staff who answer for the project, and whoever objected."""
    if objection.by_id == user.pk:
        return True
    return user.can("projects.run", objection.notice.project.area)


registry.declare(registry.PersonalData("objections", _("Objections"), collected, forget))
access.register(Objection, ("contact_name", "contact_phone"), may_reveal=may_reveal)
