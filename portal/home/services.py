"""Verbs of the front door."""

from django.db import transaction

from core.accounts.models import User
from core.areas.models import Area
from core.privacy.models import ConsentRecord
from core.privacy.phones import normalise_phone
from core.privacy.services import record_consent
from core.workflow.engine import start
from portal.home import consents
from portal.home.models import CallBack, Feedback
from portal.home.notices import tell_staff


@transaction.atomic
def ask_for_call(
    community: Area, *, name: str, phone: str, about: str = "", by: User | None = None
) -> CallBack:
    """Put a call on the community's desk, due within one working day; records the notice shown."""
    row = CallBack(area=community, name=name, phone=normalise_phone(phone), about=about, user=by)
    row.full_clean(exclude=["status", "status_since"])
    start(row, by=by)
    record_consent(
        purpose=consents.CALL_BACK.name,
        text_version=consents.CALL_BACK.version,
        channel=ConsentRecord.Channel.WEB,
        given_by=by,
        obj=row,
    )
    tell_staff("home.call_back", row)
    return row


@transaction.atomic
def send_feedback(
    district: Area,
    *,
    kind: str,
    text: str,
    page: str = "",
    name: str = "",
    phone: str = "",
    by: User | None = None,
) -> Feedback:
    """Hand a complaint or suggestion to the district, to be answered in five working days."""
    row = Feedback(
        area=district,
        kind=kind,
        text=text,
        page=page,
        name=name,
        phone=normalise_phone(phone),
        user=by,
    )
    row.full_clean(exclude=["status", "status_since"])
    start(row, by=by)
    if phone or name:
        record_consent(
            purpose=consents.FEEDBACK.name,
            text_version=consents.FEEDBACK.version,
            channel=ConsentRecord.Channel.WEB,
            given_by=by,
            obj=row,
        )
    tell_staff("home.feedback", row)
    return row


def choose_community(user: User, community: Area) -> None:
    """Remember the community on the account of somebody signed in."""
    user.community = community
    user.save(update_fields=["community"])
