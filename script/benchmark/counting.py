"""The count of the open vote, as a worker does it, and taken back again: it can be repeated."""

import datetime as dt
import json
import time
from unittest import mock

import django

django.setup()

from django.db import transaction  # noqa: E402 - after the set-up
from django.utils import timezone  # noqa: E402

from core.workflow.engine import advance  # noqa: E402
from projects.councils.ballots import counting  # noqa: E402
from projects.councils.ballots.models import Ballot, TallyRun  # noqa: E402


def main() -> None:
    ballot = Ballot.objects.get(status="open")
    began, cpu = time.perf_counter(), time.process_time()
    with transaction.atomic():
        after = ballot.closes_at + dt.timedelta(days=1) if ballot.closes_at else timezone.now()
        with mock.patch.object(timezone, "now", return_value=after):
            advance(ballot, "close", by=None)
        run = counting.request_count(ballot, by=None)
        if not counting.count(TallyRun.objects.select_related("ballot__area").get(pk=run.pk)):
            raise SystemExit("the count failed")
        run.refresh_from_db()
        won = sum(one["won"] for one in run.result["projects"])
        found = {
            "votes": run.votes,
            "projects": len(run.result["projects"]),
            "won": won,
            "seconds": time.perf_counter() - began,
            "cpu": time.process_time() - cpu,
            "rule": run.rule,
        }
        transaction.set_rollback(True)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
