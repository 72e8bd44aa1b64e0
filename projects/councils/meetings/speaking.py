"""The speaking order: raise a hand, speak, sit down (文华十条: one after the other)."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.accounts.models import User
from projects.councils.bodies import CouncilMember
from projects.councils.meetings.models import AgendaItem, Meeting, Speech
from projects.councils.rules import require


@transaction.atomic
def raise_hand(item: AgendaItem, member: CouncilMember, *, by: User | None) -> Speech:
    """The next turn for this member; one who already waits keeps her place."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    require(by, meeting.area)
    waiting = item.speeches.filter(member=member, spoken_at__isnull=True).first()
    if waiting:
        return waiting
    last = item.speeches.aggregate(last=Max("position"))["last"] or 0
    return Speech.objects.create(item=item, member=member, position=last + 1)


def has_spoken(speech: Speech, *, by: User | None) -> None:
    """The turn is over; the next one follows."""
    require(by, speech.item.meeting.area)
    speech.spoken_at = speech.spoken_at or timezone.now()
    speech.save(update_fields=["spoken_at"])
