"""The indexes of a wish, each with the query it serves."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from volunteers.wishes.states import ON_WALL

_WALL = Q(status__in=ON_WALL, is_private=False)
_CLOSED = Q(status="closed")

WISH_INDEXES = [
    # queries.wall, queries.wall_json: newest first by key, whole portal or one scope
    models.Index(fields=["-published_at", "-id"], name="wish_wall_all", condition=_WALL),
    models.Index(
        fields=["district", "-published_at", "-id"], name="wish_wall_district", condition=_WALL
    ),
    models.Index(
        fields=["subdistrict", "-published_at", "-id"],
        name="wish_wall_subdistrict",
        condition=_WALL,
    ),
    models.Index(
        fields=["community", "-published_at", "-id"], name="wish_wall_community", condition=_WALL
    ),
    # the same with a status: a rare one would otherwise be looked for through the whole wall
    models.Index(
        fields=["status", "-published_at", "-id"], name="wish_wall_status", condition=_WALL
    ),
    # the q of wall and staff list
    GinIndex(fields=["bigrams"], name="wish_bigrams"),
    # queries.staff_list: by state, nearest deadline or newest first; the desk's due things
    models.Index(fields=["community", "status", "due_at"], name="wish_staff_community"),
    models.Index(fields=["subdistrict", "status", "due_at"], name="wish_staff_subdistrict"),
    models.Index(fields=["district", "status", "due_at"], name="wish_staff_district"),
    # reminders and lapse: what falls due, anywhere
    models.Index(fields=["status", "due_at"], name="wish_due", condition=Q(due_at__isnull=False)),
    # queries.my_wishes
    models.Index(fields=["wisher", "-id"], name="wish_mine", condition=Q(wisher__isnull=False)),
    models.Index(
        fields=["submitted_by", "-id"],
        name="wish_entered",
        condition=Q(submitted_by__isnull=False),
    ),
    # making.person_of: other wishes of one phone number
    models.Index(fields=["phone_index"], name="wish_phone", condition=~Q(phone_index="")),
    # closing.is_first_help_of_year: has she been helped this year?
    models.Index(fields=["person", "closed_at"], name="wish_person", condition=_CLOSED),
    # metrics: median days of what closed in a span
    models.Index(
        fields=["district", "closed_at"],
        name="wish_closed_district",
        include=["published_at"],
        condition=_CLOSED,
    ),
    models.Index(
        fields=["community", "closed_at"],
        name="wish_closed_community",
        include=["published_at"],
        condition=_CLOSED,
    ),
    # retention.purge: contact data whose time is over
    models.Index(
        fields=["status_since"],
        name="wish_contact_to_purge",
        condition=Q(contact_purged_at__isnull=True, due_at__isnull=True),
    ),
]
