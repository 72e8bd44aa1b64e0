"""kill -9 of a real worker in the middle of a report: the sweep takes it up, or gives it up."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from core.notices.models import Notice
from portal.reports import tasks
from portal.reports.models import Format, ReportRun
from tests.workers import broker, kill, wait_for, workers

pytestmark = [pytest.mark.race, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def start_worker(tmp_path_factory):
    with (
        broker(tmp_path_factory.mktemp("r")) as redis,
        workers(redis, TEST_FILES=str(tmp_path_factory.mktemp("files"))) as start,
    ):
        yield start


def killed_at(start_worker, run, progress: int) -> None:
    """Let a worker make the report up to this percentage, and kill it there."""
    worker = start_worker()
    wait_for(lambda: ReportRun.objects.filter(pk=run.pk, progress__gte=progress))
    kill(worker)
    run.refresh_from_db()
    assert run.status == "running"


def minutes_later() -> None:
    """What beat does every minute, when the worker has been silent for long enough."""
    for minutes in (7, 8):
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes), tick=True):
            tasks.sweep_reports()


def test_report_of_a_killed_worker_is_made_by_the_next(run, start_worker):
    tasks.build_report.delay(run.pk)
    killed_at(start_worker, run, 5)
    tasks.sweep_reports()  # too early: it might still be alive
    run.refresh_from_db()
    assert run.status == "running"
    minutes_later()
    run.refresh_from_db()
    assert (run.status, run.attempts) == ("queued", 1)
    ReportRun.objects.update(progress=0)

    killed_at(start_worker, run, 35)
    frozen = ReportRun.objects.get(pk=run.pk).snapshot
    minutes_later()
    start_worker()
    wait_for(lambda: ReportRun.objects.filter(pk=run.pk, status="done"))
    run.refresh_from_db()
    assert (run.progress, run.attempts, run.error) == (100, 3, "")
    assert run.snapshot == frozen
    assert {file.format for file in run.files.all()} == set(Format)
    assert all(file.size for file in run.files.all())
    notice = Notice.objects.get(kind="reports.ready")
    assert (notice.user_id, notice.url) == (run.requested_by_id, f"/reports/{run.code}/")


def test_after_the_third_death_the_orderer_is_told(run, start_worker):
    ReportRun.objects.update(attempts=2)
    tasks.build_report.delay(run.pk)
    killed_at(start_worker, run, 5)
    minutes_later()
    run.refresh_from_db()
    assert run.status == "failed"
    assert "died" in run.error
    assert Notice.objects.get(kind="reports.failed").user_id == run.requested_by_id
