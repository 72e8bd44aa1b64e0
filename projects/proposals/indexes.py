"""The indexes of a proposal, each with the query it serves."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from projects.proposals.states import SHOWN

_SHOWN = Q(status__in=SHOWN, public_since__isnull=False)

PROPOSAL_INDEXES = [
    # queries.public_list: newest first by key, of everywhere or one community
    models.Index(fields=["-public_since", "-id"], name="proposal_public", condition=_SHOWN),
    models.Index(
        fields=["community", "-public_since", "-id"],
        name="proposal_public_community",
        condition=_SHOWN,
    ),
    # the q of the lists, and similarity.candidates
    GinIndex(fields=["bigrams"], name="proposal_bigrams"),
    # queries.staff_list, the desk's due things: by state, nearest deadline first
    models.Index(fields=["community", "status", "due_at"], name="proposal_staff_community"),
    models.Index(fields=["subdistrict", "status", "due_at"], name="proposal_staff_subdistrict"),
    models.Index(fields=["district", "status", "due_at"], name="proposal_staff_district"),
    # reminders: what falls due, anywhere
    models.Index(
        fields=["status", "due_at"], name="proposal_due", condition=Q(due_at__isnull=False)
    ),
    # queries.my_proposals
    models.Index(
        fields=["proposer", "-id"], name="proposal_mine", condition=Q(proposer__isnull=False)
    ),
    models.Index(
        fields=["submitted_by", "-id"],
        name="proposal_entered",
        condition=Q(submitted_by__isnull=False),
    ),
    # making.is_first_of_year: has this person proposed this year?
    models.Index(fields=["phone_index"], name="proposal_phone", condition=~Q(phone_index="")),
    # metrics by day of submission
    models.Index(fields=["community", "created_at"], name="proposal_made_community"),
    models.Index(fields=["district", "created_at"], name="proposal_made_district"),
    # retention: contact data whose time is over
    models.Index(
        fields=["status_since"],
        name="proposal_contact_to_purge",
        condition=Q(contact_purged_at__isnull=True, due_at__isnull=True),
    ),
]
