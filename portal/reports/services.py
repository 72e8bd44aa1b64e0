"""Asking for reports, making them, and picking up what a dead worker left."""

import logging
from collections.abc import Iterator

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from core.accounts.models import User
from core.areas.models import Area
from core.counters.periods import Period
from core.workflow.engine import advance, start
from core.workflow.errors import WrongState
from portal.reports import queries
from portal.reports.contents import freeze
from portal.reports.files import digest, render
from portal.reports.models import Format, ReportFile, ReportRun
from portal.reports.notices import tell
from portal.reports.workflow import FAILED

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
OF_PROJECTS = ("proposal", "project", "ledger")  # kinds of the counters


def code_of(area: Area, period: Period, language: str, form: str = "monthly") -> str:
    """The report's number: the same question has the same number.

    That of a funding report also holds its length in days, in hexadecimal digits.
    """
    chinese = language.startswith("zh")
    if form == ReportRun.Form.FUNDS:
        letters = "ZB" if chinese else "ZE"
        return f"{letters}{period.until:%y%m%d}{period.days:03X}-{area.code}"
    return f"BB{period.until:%y%m%d}-{area.code}{'' if chinese else 'E'}"


def request_report(
    *, area: Area, period: Period, language: str, by: User | None, form: str = "monthly"
) -> tuple[ReportRun, bool]:
    """The run for this area, period and language, and whether it is new.

    Asked twice, the first run is found; one that had failed is queued again. Permission is
    the caller's job.
    """
    asked = {"form": form, "area": area, "since": period.since, "until": period.until}
    found = ReportRun.objects.filter(**asked, language=language).first()
    if found is None:
        code = code_of(area, period, language, form)
        run = ReportRun(**asked, language=language, requested_by=by, code=code)
        try:
            with transaction.atomic():
                start(run, by=by)
        except IntegrityError:  # somebody asked in the same moment
            return ReportRun.objects.get(**asked, language=language), False
        return run, True
    if found.status == FAILED:
        retry(found, by=by)
    return found, False


def retry(run: ReportRun, *, by: User | None) -> None:
    """Queue a failed run again, with all its attempts; the outcome is told to `by` now.

    Raises what `advance` raises.
    """
    with transaction.atomic():
        advance(run, "retry", by=by)
        run.attempts, run.progress, run.error = 0, 0, ""
        run.requested_by = by or run.requested_by
        run.save(update_fields=["attempts", "progress", "error", "requested_by"])


def build(run: ReportRun) -> bool:
    """Make the run's files, unless another worker has it; returns whether they were made.

    Progress is committed as it goes. What goes wrong is written on the run, not raised. Whoever
    asked, or answers for the area, finds the outcome in the inbox.
    """
    try:
        with transaction.atomic():
            advance(run, "begin", by=None)
            _note(run, 5, attempts=run.attempts + 1)
    except WrongState:
        return False
    try:
        for progress in _make(run):
            _note(run, progress)
    except Exception as error:
        log.exception("report failed", extra={"report": run.code})
        _give_up(run, f"{type(error).__name__}: {error}"[:500])
        return False
    with transaction.atomic():
        advance(run, "finish", by=None)
        _note(run, 100, error="")
        tell(run)
    return True


@transaction.atomic
def _give_up(run: ReportRun, why: str) -> None:
    advance(run, "fail", by=None)
    _note(run, run.progress, error=why)
    tell(run)


def _make(run: ReportRun) -> Iterator[int]:
    """Freeze the figures once, then make each file; yields the progress in percent."""
    if run.snapshot is None:
        with translation.override(run.language):
            run.snapshot, run.frozen_at = freeze(run), timezone.now()
        run.save(update_fields=["snapshot", "frozen_at"])
    yield 35
    for progress, format_ in zip((65, 75, 85, 95), Format, strict=True):
        store(run, format_)
        yield progress


def store(run: ReportRun, format_: Format) -> ReportFile:
    """Make one file from the frozen figures and put it in the place of an earlier one."""
    with translation.override(run.language):
        body = render(run, format_)
    file, _ = ReportFile.objects.get_or_create(
        run=run, format=format_, defaults={"size": 0, "sha256": ""}
    )
    if file.file:
        file.file.delete(save=False)
    file.size, file.sha256 = len(body), digest(body)
    file.file.save(f"{run.code}.{format_}", ContentFile(body))
    return file


def _note(run: ReportRun, progress: int, **more: int | str) -> None:
    values = {"progress": progress, "seen_at": timezone.now(), **more}
    for name, value in values.items():
        setattr(run, name, value)
    ReportRun.objects.filter(pk=run.pk).update(**values)


def pick_up_dropped() -> list[ReportRun]:
    """Queue what a dead worker left, give up after three attempts; returns what waits for one."""
    for run in queries.stuck():
        last = run.attempts >= MOST_ATTEMPTS
        try:
            if last:
                _give_up(run, "the worker died three times")
            else:
                advance(run, "requeue", by=None)
        except WrongState:
            continue  # it came back to life in between
        log.warning("report picked up", extra={"report": run.code, "given_up": last})
    return [*queries.waiting()]


def request_monthly(month: Period) -> list[ReportRun]:
    """A report on that month for every area in which something moved; returns the new ones."""
    runs = []
    for area in queries.areas_with_movement(month):
        run, new = request_report(area=area, period=month, language=settings.LANGUAGE_CODE, by=None)
        if new:
            runs.append(run)
    return runs


def request_quarterly(quarter: Period) -> list[ReportRun]:
    """A funding report on that quarter for every district where money or projects moved; returns
    the new ones."""
    districts = queries.areas_with_movement(quarter, OF_PROJECTS)
    found = [
        request_report(
            area=district,
            period=quarter,
            language=settings.LANGUAGE_CODE,
            by=None,
            form=ReportRun.Form.FUNDS,
        )
        for district in districts.filter(level=Area.Level.DISTRICT)
    ]
    return [run for run, new in found if new]
