"""What lies in the inboxes of the demo's people, and two reports in the list: made by the same
services as ever. Only kinds that stay in the portal, so that the demo texts nobody.
"""

from django.utils import timezone

from core.accounts.models import User
from core.areas.models import Area
from core.counters.periods import add_months, month_of, month_start
from core.notices.services import Recipient, notify
from portal.demo.people import HOME, People
from portal.demo.places import Places
from portal.home.models import Feedback
from portal.home.services import ask_for_call, send_feedback
from portal.reports.services import build, request_report
from volunteers.wishes.models import MicroWish
from volunteers.wishes.telling import context_of, public_context

# status of the wishes, kind of notice, who hears of them
TOLD = [
    ("submitted", "wishes.new", "community"),
    ("fulfilled", "wishes.remind_confirm", "community"),
    ("verifying", "wishes.taken_up", "resident"),
    ("contacted", "wishes.contacted", "resident"),
    ("closed", "wishes.thanked", "volunteer"),
    ("closed", "wishes.thanked", "housekeeper"),
]
EACH = 2


def fill_inboxes(places: Places, cast: People) -> None:
    """A few notices for those who sign in; a call and a letter that staff find on their desk."""
    home = places.communities[HOME]
    for state, kind, who in TOLD:
        user = cast.accounts[who]
        for wish in _wishes(home, state, user if who != "community" else None):
            words = public_context(wish) if kind == "wishes.thanked" else context_of(wish)
            days = (timezone.now() - wish.status_since).days
            context = {**words, "days": days}
            notify(
                kind, to=Recipient(user=user), key=f"demo:{wish.code}", obj=wish, context=context
            )
    resident = cast.accounts["resident"]
    ask_for_call(
        home, name=resident.name, phone=resident.phone, about="不会在手机上填表", by=resident
    )
    send_feedback(places.district, kind=Feedback.Kind.SUGGESTION, text="希望字再大一点。")


def _wishes(home: Area, state: str, user: User | None) -> list[MicroWish]:
    rows = MicroWish.objects.filter(area=home, status=state).order_by("-status_since")
    if user is not None and user.username == "resident":
        rows = rows.filter(wisher=user)
    elif user is not None:
        rows = rows.filter(claims__claimer=user)
    return list(rows.select_related("area").distinct()[:EACH])


def make_reports(places: Places, cast: People) -> None:
    """Last month's reports on the community and on the district, asked for by their people."""
    month = month_of(add_months(month_start(timezone.localdate()), -1))
    for area, who in ((places.communities[HOME], "community"), (places.district, "district")):
        run, _new = request_report(
            area=area, period=month, language="zh-hans", by=cast.accounts[who]
        )
        build(run)
