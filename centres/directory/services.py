"""Verbs that change the directory. Each raises PermissionDenied without `directory.edit`."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import IO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from centres.directory.hours import Span
from centres.directory.models import (
    CentrePhoto,
    HoursException,
    HoursExceptionSpan,
    OpeningHours,
    Room,
    ServiceCentre,
)
from core.accounts.models import User
from core.areas.models import Area
from core.files.services import accept_image, attach, discard

MOST_PHOTOS = 6


def _may_edit(user: User, area: Area) -> None:
    if not user.can("directory.edit", area):
        raise PermissionDenied


def _lock(centre: ServiceCentre) -> None:
    """Changes of one centre's hours wait for each other, so the checks below stay true."""
    ServiceCentre.objects.select_for_update().get(pk=centre.pk)


def save_centre(centre: ServiceCentre, *, by: User) -> ServiceCentre:
    """Save a new or changed centre. Raises ValidationError."""
    _may_edit(by, centre.area)
    centre.full_clean()
    centre.save()
    return centre


def save_room(room: Room, *, by: User) -> Room:
    """Save a new or changed room. Raises ValidationError, also for a zone of another centre."""
    _may_edit(by, room.centre.area)
    if room.zone and room.zone.centre_id != room.centre_id:
        raise ValidationError({"zone": _("This zone belongs to another centre.")})
    room.full_clean()
    room.save()
    return room


@transaction.atomic
def add_photo(centre: ServiceCentre, upload: IO[bytes], *, shows: str, by: User) -> CentrePhoto:
    """Add a public picture. Raises ValidationError for what is no picture, or a seventh one."""
    _may_edit(by, centre.area)
    _lock(centre)
    if centre.photos.count() >= MOST_PHOTOS:
        message = _("At most %(n)d pictures. Please remove one first.")
        raise ValidationError({"picture": message % {"n": MOST_PHOTOS}})
    image = accept_image(upload, kind="centre", by=by, private=False)
    photo = CentrePhoto.objects.create(centre=centre, image=image, shows=shows)
    attach(image, photo)
    return photo


@transaction.atomic
def remove_photo(photo: CentrePhoto, *, by: User) -> None:
    """Take a picture away, the file with it."""
    _may_edit(by, photo.centre.area)
    discard(photo.image)


def check_spans(spans: Sequence[Span]) -> None:
    """Raises ValidationError when a span ends before it begins or two overlap."""
    ordered = sorted(spans, key=lambda s: s.opens)
    for span in ordered:
        if span.closes <= span.opens:
            raise ValidationError(
                _("%(span)s: closing must come after opening."), params={"span": str(span)}
            )
    for first, second in pairwise(ordered):
        if second.opens < first.closes:
            raise ValidationError(
                _("%(first)s and %(second)s overlap."),
                params={"first": str(first), "second": str(second)},
            )


@transaction.atomic
def set_week(centre: ServiceCentre, week: Mapping[int, Sequence[Span]], *, by: User) -> None:
    """Replace the weekly pattern: ISO weekday → spans; a weekday left out is closed.

    Raises ValidationError for spans that overlap or end before they begin.
    """
    _may_edit(by, centre.area)
    for spans in week.values():
        check_spans(spans)
    _lock(centre)
    centre.weekly_hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(centre=centre, weekday=day, opens=s.opens, closes=s.closes)
        for day, spans in week.items()
        for s in spans
    )


def _check_days(centre: ServiceCentre, since: dt.date, until: dt.date) -> None:
    if until < since:
        raise ValidationError({"until": _("The last day must not come before the first.")})
    if until < timezone.localdate():
        raise ValidationError({"until": _("These days are over.")})
    clash = next(
        (
            e
            for e in centre.hours_exceptions.filter(since__lte=until, until__gte=since)
            if e.ended_on is None or (e.ended_on > since and e.ended_on > e.since)
        ),
        None,
    )
    if clash:
        message = _("“%(reason)s” already covers some of these days. End it first.")
        raise ValidationError({"since": message % {"reason": clash.reason}})


@transaction.atomic
def announce_exception(
    centre: ServiceCentre,
    *,
    since: dt.date,
    until: dt.date,
    reason: str,
    spans: Sequence[Span] = (),
    by: User,
) -> HoursException:
    """Put dated hours over the weekly pattern; no spans means closed. Shown to everyone at once.

    Raises ValidationError without a reason, for days that are over, or when another exception
    already covers one of the days.
    """
    _may_edit(by, centre.area)
    if not reason.strip():
        raise ValidationError({"reason": _("Please say why. Everyone will see it.")})
    check_spans(spans)
    _lock(centre)
    _check_days(centre, since, until)
    exception = HoursException.objects.create(
        centre=centre,
        since=since,
        until=until,
        closed=not spans,
        reason=reason.strip(),
        announced_by=by,
    )
    HoursExceptionSpan.objects.bulk_create(
        HoursExceptionSpan(exception=exception, opens=s.opens, closes=s.closes) for s in spans
    )
    return exception


@transaction.atomic
def end_exception(exception: HoursException, *, by: User) -> HoursException:
    """Take an exception back: from today (or its first day, if later) the week counts again.

    Days already past keep what was announced. Asked twice, or when it is over, nothing changes.
    """
    _may_edit(by, exception.centre.area)
    row = HoursException.objects.select_for_update().get(pk=exception.pk)
    today = timezone.localdate()
    if row.ended_on is None and row.until >= today:
        row.ended_on = max(today, row.since)
        row.ended_by = by
        row.save(update_fields=["ended_on", "ended_by"])
    return row


def values_of(centre: ServiceCentre) -> dict[int, list[Span]]:
    """The weekly pattern as `set_week` takes it."""
    week: dict[int, list[Span]] = {}
    for row in centre.weekly_hours.all():
        week.setdefault(row.weekday, []).append(Span(row.opens, row.closes))
    return week
