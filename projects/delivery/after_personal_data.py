"""What somebody who rated, reported or received something may take along and have erased."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.privacy import access, registry
from projects.delivery.acceptances import Receipt
from projects.delivery.checks import SiteCheck
from projects.delivery.ratings import Rating


def collected(user: Any) -> dict[str, Any]:
    """One's ratings, reports and confirmations."""
    ratings = Rating.objects.filter(user=user).select_related("project").order_by("pk")
    reports = SiteCheck.objects.filter(reporter=user).select_related("project").order_by("pk")
    receipts = Receipt.objects.filter(user=user).select_related("project").order_by("pk")
    found: dict[str, Any] = {
        "ratings": [
            {
                "project": row.project.code,
                "at": row.at.isoformat(),
                "score": row.score,
                "received": row.received,
                "comment": row.comment,
            }
            for row in ratings
        ],
        "reports": [
            {
                "project": row.project.code,
                "number": row.code,
                "at": row.created_at.isoformat(),
                "text": row.text,
                "answer": row.answer,
            }
            for row in reports
        ],
        "received": [
            {
                "project": row.project.code,
                "at": row.at.isoformat(),
                "item": row.item_name,
                "quantity": str(row.quantity),
            }
            for row in receipts
        ],
    }
    return {name: rows for name, rows in found.items() if rows}


def forget(user: Any) -> None:
    """Who it was goes; what was said of the project stays, unnamed."""
    gone = {"phone": "", "phone_index": ""}
    Rating.objects.filter(user=user).update(user=None, comment="", received="", **gone)
    SiteCheck.objects.filter(reporter=user).update(reporter=None, contact_name="", contact_phone="")
    Receipt.objects.filter(user=user).update(user=None, name="–", **gone)


def may_reveal_check(user: User, check: Any) -> bool:
    """Those who look into it, and whoever reported it."""
    if check.reporter_id == user.pk:
        return True
    return user.can("projects.check", check.area)


def may_reveal_rating(user: User, rating: Any) -> bool:
    """Those who make sure that a rating entered by staff was really given."""
    return user.can("projects.spot_check", rating.project.area)


registry.declare(
    registry.PersonalData("project_voices", _("Ratings and reports"), collected, forget)
)
access.register(
    SiteCheck, ("contact_name", "contact_phone"), may_reveal=may_reveal_check, lookup="code"
)
access.register(Rating, ("phone",), may_reveal=may_reveal_rating)
