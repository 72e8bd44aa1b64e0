"""Taking in what residents say of a project; a low word opens a check of the thing."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.services import Change, counted, record
from core.counters.versions import bump
from core.lists.text import clean_text
from core.privacy.services import blind_indexes
from projects.delivery.checks import SiteCheck
from projects.delivery.models import MicroProject
from projects.delivery.queries import or_none
from projects.delivery.ratings import LOW, SATISFIED, Rating
from projects.delivery.services.checking import open_check
from projects.delivery.versions import PROJECTS

RATINGS = "project_ratings"
SATISFIED_STATE, SO_SO, DISSATISFIED = "satisfied", "so_so", "dissatisfied"


def state_of(score: int) -> str:
    """In which of the three a score counts."""
    if score >= SATISFIED:
        return SATISFIED_STATE
    return DISSATISFIED if score <= LOW else SO_SO


def count(rating: Rating) -> None:
    """Count a rating on its day."""
    what = counted(str(rating.project.kind), {"score": rating.score})  # type: ignore[dict-item]
    day = timezone.localdate(rating.at)
    change = Change(state_of(rating.score), what, entered=1)
    record(RATINGS, rating.project.area_id, day, [change])


def why_not(project: MicroProject, user: User) -> str:
    """Why this person may not rate the project; empty when they may."""
    if project.status != "evaluating":
        return _("Residents rate a project once it is settled.")
    if user.holds_role:
        return _("Staff do not rate what they carry out; residents do.")
    home = user.community
    if home is None or not home.path.startswith(project.area.path):
        return _("Residents of the community rate it. Your home is set under “My account”.")
    if _is_implementer(project, user.phone):
        return _("Whoever carried it out does not rate it.")
    return ""


def _is_implementer(project: MicroProject, phone: str) -> bool:
    contract = or_none(project, "contract")
    theirs = contract.vendor.phone if contract else ""
    return bool(theirs and phone) and bool(set(blind_indexes(theirs)) & set(blind_indexes(phone)))


def rate(project: MicroProject, *, by: User, **said: Any) -> Rating:
    """A resident rates a project, once. Raises ValidationError by field."""
    if reason := why_not(project, by):
        raise ValidationError(reason)
    return _take(project, Rating(project=project, user=by, phone=by.phone, **said))


def enter_rating(
    project: MicroProject, *, by: User, phone: str, channel: str, **said: Any
) -> Rating:
    """Staff enter what a resident said by telephone or on paper; labelled so for good.

    Never for themselves: a phone that belongs to a person with a role is refused. Raises
    PermissionDenied, ValidationError by field.
    """
    if not (by.can("projects.run", project.area) or by.can("projects.review", project.area)):
        raise PermissionDenied
    if project.status != "evaluating":
        raise ValidationError(_("Residents rate a project once it is settled."))
    if channel not in (Rating.Channel.PHONE, Rating.Channel.PAPER):
        raise ValidationError({"channel": _("Please choose one of the list.")})
    indexes = blind_indexes(phone)
    if not indexes:
        raise ValidationError({"phone": _("The phone keeps one person from being heard twice.")})
    person = User.objects.filter(phone_index__in=indexes, is_active=True).first()
    if (person is not None and person.holds_role) or _is_implementer(project, phone):
        raise ValidationError({"phone": _("Staff and whoever carried it out do not rate it.")})
    row = Rating(project=project, user=person, phone=phone, channel=channel, entered_by=by, **said)
    return _take(project, row)


@transaction.atomic
def _take(project: MicroProject, row: Rating) -> Rating:
    locked = MicroProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if locked.status != "evaluating":
        raise ValidationError(_("Residents rate a project once it is settled."))
    row.received, row.comment = clean_text(row.received), clean_text(row.comment, lines=True)
    row.full_clean(exclude=["project", "user", "entered_by"], validate_constraints=False)
    known = Rating.objects.filter(project=project, phone_index__in=blind_indexes(row.phone))
    if row.user is not None:
        known = known | Rating.objects.filter(project=project, user=row.user)
    if known.exists():
        raise ValidationError(_("This person has already rated it. Thank you."))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise ValidationError(_("This person has already rated it. Thank you.")) from None
    count(row)
    if row.is_low:
        _open_repair(row)
    bump(PROJECTS)
    return row


def _open_repair(row: Rating) -> None:
    """A low word opens one check of the thing; never anything about who gave it."""
    if (
        row.project.checks.filter(origin=SiteCheck.Origin.RATING)
        .exclude(status__in=("answered", "set_aside"))
        .exists()
    ):
        return
    not_there = row.delivered == Rating.Delivered.NO
    matter = SiteCheck.Matter.NOT_DONE if not_there else SiteCheck.Matter.OTHER
    open_check(row.project, by=None, origin=SiteCheck.Origin.RATING, matter=matter)
