"""Filling in the panel's sheet, and writing down who received what."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from core.files.services import accept_image, attach
from core.lists.text import clean_text
from core.notices.services import Recipient, notify
from core.privacy.services import blind_indexes
from projects.delivery.acceptance_steps import open_sheet, pictures_of
from projects.delivery.acceptances import Acceptance, AcceptanceLine, PanelMember, Receipt
from projects.delivery.contracts import ContractItem
from projects.delivery.models import MicroProject
from projects.delivery.queries import or_none
from projects.delivery.separation import panel_stands_apart
from projects.delivery.services.procuring import locked
from projects.delivery.services.working import MOST_PICTURES, PICTURE
from projects.delivery.versions import PROJECTS

MOST_ON_SHEET = 30  # pictures
RECEIVING = ("in_progress", "acceptance_pending", "rectifying", "accepted", "evaluating", "closed")


def sheet_to_see(
    project: MicroProject, *, by: User
) -> tuple[Acceptance, list[AcceptanceLine], list[PanelMember]]:
    """The sheet as it would be filled in now, with its lines and members; nothing is written.

    When there is none yet it is a blank one that is not saved. Raises as `sheet_of` does.
    """
    if not by.can("projects.accept", project.area):
        raise PermissionDenied
    _waits_for_panel(project)
    found: Acceptance | None = open_sheet(project)
    if found is None:
        return Acceptance(project=project), _blank_lines(project), []
    return found, list(found.lines.all()), list(found.members.select_related("user"))


@transaction.atomic
def sheet_of(project: MicroProject, *, by: User) -> Acceptance:
    """The sheet to be filled in now, made with the contract's items when there is none.

    Raises PermissionDenied, ValidationError when nothing is to be accepted.
    """
    project = locked(project, "projects.accept", by)
    _waits_for_panel(project)
    found: Acceptance | None = open_sheet(project)
    if found is not None:
        return found
    sheet = Acceptance.objects.create(project=project, entered_by=by)
    lines = _blank_lines(project)
    for line in lines:
        line.acceptance = sheet
    AcceptanceLine.objects.bulk_create(lines)
    return sheet


def _waits_for_panel(project: MicroProject) -> None:
    if project.status != "acceptance_pending":
        raise ValidationError(_("The panel looks at it once it is reported done."))


def _blank_lines(project: MicroProject) -> list[AcceptanceLine]:
    lines = enumerate(_items_of(project), start=1)
    return [AcceptanceLine(position=n, **line) for n, line in lines]


def _items_of(project: MicroProject) -> list[dict[str, Any]]:
    contract = or_none(project, "contract")
    items = list(contract.items.all()) if contract else []
    if not items:
        return [{"name": project.title, "agreed": Decimal(1)}]
    return [{"item": i, "name": i.name, "unit": i.unit, "agreed": i.quantity} for i in items]


@transaction.atomic
def fill_sheet(
    sheet: Acceptance,
    *,
    by: User,
    on: Any,
    members: Sequence[Mapping[str, Any]],
    lines: Mapping[int, Mapping[str, Any]],
    remark: str = "",
    pictures: Sequence[Any] = (),
    shows_no_people: bool = False,
) -> Acceptance:
    """Write the panel and what it found on the open sheet; it may be filled in bit by bit.

    `members`: name, part, signed, user. `lines` by their position: found, ok, defect. Raises
    PermissionDenied, Refused for a member with a part in it before, ValidationError by field.
    """
    project = locked(sheet.project, "projects.accept", by)
    row = Acceptance.objects.get(pk=sheet.pk)
    if row.outcome:
        raise ValidationError(_("This sheet is closed; a second look gets one of its own."))
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day has not come yet.")})
    contract = or_none(project, "contract")
    if contract is not None and on < contract.signed_on:
        raise ValidationError({"on": _("That is before the contract was signed.")})
    panel_stands_apart(project, [(m["name"], m["part"], m.get("user")) for m in members])
    row.on, row.remark = on, clean_text(remark)
    row.save(update_fields=["on", "remark"])
    _write_members(row, members)
    for line in row.lines.all():
        if line.position in lines:
            _write_line(line, lines[line.position])
    _take_pictures(row, pictures, by=by, shows_no_people=shows_no_people)
    bump(PROJECTS)
    return row


@transaction.atomic
def add_pictures(
    sheet: Acceptance, *, by: User, pictures: Sequence[Any], shows_no_people: bool
) -> Acceptance:
    """Put pictures of the thing on the open sheet. Raises PermissionDenied, ValidationError."""
    project = locked(sheet.project, "projects.accept", by)
    row: Acceptance = Acceptance.objects.get(pk=sheet.pk)
    if row.outcome:
        raise ValidationError(_("This sheet is closed; a second look gets one of its own."))
    _take_pictures(row, pictures, by=by, shows_no_people=shows_no_people)
    bump(PROJECTS)
    row.project = project
    return row


def _write_members(sheet: Acceptance, members: Sequence[Mapping[str, Any]]) -> None:
    users = [m["user"].pk for m in members if m.get("user")]
    if len(users) != len(set(users)):
        raise ValidationError(_("Nobody is on a panel twice."))
    sheet.members.all().delete()
    for member in members:
        PanelMember.objects.create(
            acceptance=sheet,
            name=clean_text(member["name"]),
            part=member["part"],
            signed=bool(member.get("signed")),
            user=member.get("user"),
        )


def _write_line(line: AcceptanceLine, found: Mapping[str, Any]) -> None:
    line.found, line.ok = found.get("found"), found.get("ok")
    line.defect = clean_text(str(found.get("defect") or ""))
    if line.ok is not None and line.found is None:
        raise ValidationError(_("{item}: please say how much is there.").format(item=line.name))
    if line.ok is False and not line.defect:
        raise ValidationError(_("{item}: please say what is wrong.").format(item=line.name))
    line.full_clean(exclude=["acceptance", "item", "name", "unit", "agreed"])
    line.save()


def _take_pictures(
    sheet: Acceptance, pictures: Sequence[Any], *, by: User, shows_no_people: bool
) -> None:
    if pictures and not shows_no_people:
        raise ValidationError({"shows_no_people": _("Please make sure that nobody is seen.")})
    if len(pictures) > MOST_PICTURES:
        raise ValidationError({"pictures": _("At most six pictures at a time.")})
    if pictures and pictures_of(sheet).count() + len(pictures) > MOST_ON_SHEET:
        raise ValidationError({"pictures": _("There are enough pictures on this sheet.")})
    for picture in pictures:
        try:
            stored = accept_image(picture, kind=PICTURE, by=by, private=False)
        except ValidationError as error:
            raise ValidationError({"pictures": error.messages}) from error
        attach(stored, sheet)


@transaction.atomic
def confirm_receipt(
    project: MicroProject,
    *,
    by: User,
    item: ContractItem | None,
    quantity: Decimal,
    name: str = "",
    phone: str = "",
    how: str = Receipt.How.ACCOUNT,
) -> Receipt:
    """Write down that a person received an item, by the item's name.

    With an account one confirms for oneself; staff enter it for others, labelled so, and whoever
    has a phone is told. Raises PermissionDenied, ValidationError by field.
    """
    if project.status not in RECEIVING:
        raise ValidationError(_("Nothing is handed out at present."))
    mine = how == Receipt.How.ACCOUNT
    if mine and by.holds_role:
        raise ValidationError(_("Staff do not confirm for themselves."))
    if not mine and not by.can("projects.run", project.area):
        raise PermissionDenied
    what = item.name if item else project.title
    row = Receipt(
        project=project,
        item=item,
        item_name=what,
        quantity=quantity,
        name=clean_text(by.name if mine else name),
        phone=by.phone if mine else phone,
        user=by if mine else _account(phone),
        how=how,
        entered_by=None if mine else by,
    )
    row.clean_fields(exclude=["project", "item", "user", "entered_by"])
    same = Receipt.objects.filter(project=project, item_name=what)
    known = same.filter(phone_index__in=blind_indexes(row.phone))
    if row.user is not None:
        known = known | same.filter(user=row.user)
    if known.exists():
        raise ValidationError(_("This person has already confirmed this item."))
    row.save()
    if not mine and (row.user or row.phone):
        _tell(row)
    bump(PROJECTS)
    return row


def _account(phone: str) -> User | None:
    indexes = blind_indexes(phone)
    if not indexes:
        return None
    return User.objects.filter(phone_index__in=indexes, is_active=True).first()


def _tell(row: Receipt) -> None:
    """Whoever is named hears what was written down, and can object (DOMAIN 1.5)."""
    to = Recipient(user=row.user) if row.user else Recipient(phone=row.phone, name=row.name)
    project = row.project
    context = {
        "title": project.title,
        "code": project.code,
        "item": row.item_name,
        "quantity": f"{row.quantity.normalize():f}",
    }
    url = project.get_absolute_url()
    notify("projects.received", to=to, key=f"r{row.pk}", obj=project, context=context, url=url)
