"""One open vote with fifty thousand voters behind it, and voters who have not voted yet."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.accounts.models import User
from core.api.models import ApiToken
from core.areas.models import Area
from core.privacy.fields import blind_index
from core.workflow.engine import advance
from projects.councils.ballots import roll
from projects.councils.ballots.models import Ballot
from projects.councils.ballots.preparing import prepare_ballot, put_on_ballot
from projects.councils.ballots.votes import VoterMark

VOTERS, ITEMS = 50_000, 60
BATCH = 2_000

# Approvals of three to eight projects, the first ones on the ballot the most popular.
_SHEETS = """
INSERT INTO projects_votesheet (id, ballot_id, choices, way, receipt_index, "on")
SELECT gen_random_uuid(), %(ballot)s, c.choices, 'account',
       encode(sha256(convert_to(v.n || ' ' || random(), 'UTF8')), 'hex'), current_date
  FROM generate_series(1, %(voters)s) AS v(n),
  LATERAL (
    SELECT array_agg(DISTINCT 1 + floor(%(items)s * power(random(), 1.6))::int) AS choices
      FROM generate_series(1, 3 + v.n %% 6)
  ) c
"""


def make_voters(communities: Sequence[Area], first: int, count: int) -> list[User]:
    """Residents with a phone and a home, numbered from `first`."""
    people = [
        User(
            username=f"voter-{n}",
            password="!",  # noqa: S106 - none: nobody signs in with it
            phone=f"139{n:08d}",
            community=communities[n % len(communities)],
        )
        for n in range(first, first + count)
    ]
    return User.objects.bulk_create(people, batch_size=BATCH)


def load(district: Area, voters: Sequence[User], projects: Sequence[Any]) -> Ballot:
    """The vote, open, with a mark on the roll and a sheet for each of these voters."""
    chosen = [p for p in projects if p.status in ("shortlisted", "deliberating")][:ITEMS]
    with transaction.atomic():
        ballot = prepare_ballot(
            district,
            by=None,
            title="今年做哪些微实事",
            budget=int(sum(p.budget for p in chosen) / 4),
            closes_at=timezone.now() + dt.timedelta(days=3650),
        )
        for project in chosen:
            put_on_ballot(ballot, project, by=None)
        advance(ballot, "open", by=None)
        marks = (
            VoterMark(
                ballot=ballot,
                person=blind_index(roll.identity_of(user), roll.PURPOSE),
                user=user,
                way="account",
            )
            for user in voters
        )
        VoterMark.objects.bulk_create(marks, batch_size=BATCH)
        with connection.cursor() as cursor:
            asked = {"ballot": ballot.pk, "voters": len(voters), "items": len(chosen)}
            cursor.execute(_SHEETS, asked)
    return ballot


def fresh_votes(count: int) -> list[str]:
    """So many votes still to be cast, each by somebody else: token and body, a line each."""
    ballot = Ballot.objects.select_related("area").get(status="open")
    communities = list(Area.objects.filter(district=ballot.area, level="community"))
    first = User.objects.filter(username__startswith="voter-").count() + 1
    people = make_voters(communities, first, count)
    until = timezone.now() + dt.timedelta(days=30)
    secrets = [f"bench-{ballot.pk}-{user.pk}" for user in people]
    ApiToken.objects.bulk_create(
        (
            ApiToken(user=user, digest=_digest(secret), expires_at=until)
            for user, secret in zip(people, secrets, strict=True)
        ),
        batch_size=BATCH,
    )
    codes = list(ballot.items.values_list("project__code", flat=True))
    bodies = [
        json.dumps({"choices": [codes[(n + k * 7) % len(codes)] for k in range(4)]})
        for n in range(len(codes))
    ]
    return [f"{secret}\t{bodies[n % len(bodies)]}" for n, secret in enumerate(secrets)]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
