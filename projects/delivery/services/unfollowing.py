"""Taking a telephone number off the list of those who hear of a project."""

from django.db import transaction

from core.notices.services import Recipient, notify
from core.privacy.services import blind_indexes
from projects.delivery.following import Follow, unfollow
from projects.delivery.models import MicroProject


@transaction.atomic
def take_number_off(project: MicroProject, phone: str) -> bool:
    """The number follows the project no longer; whether it did.

    Anybody can type a number, so that number is told, and can begin again.
    """
    rows = Follow.objects.filter(project=project, phone_index__in=blind_indexes(phone) or ["-"])
    row = rows.select_for_update(of=("self",)).first()
    if row is None or not unfollow(project, phone=phone):
        return False
    notify(
        "projects.unfollowed",
        to=Recipient(phone=row.phone),
        key=f"u{row.pk}",
        obj=project,
        context={"title": project.title, "code": project.code},
    )
    return True
