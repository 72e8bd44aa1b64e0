"""Vendors, their offers, and what those who buy declare."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.lists.text import clean_text
from projects.delivery.models import MicroProject
from projects.delivery.procurement import InterestDeclaration, Quotation, Vendor
from projects.delivery.splitting_steps import raise_flags

BUYING = ("approved", "procurement")


def locked(project: MicroProject, ability: str, by: User) -> MicroProject:
    """The project with its row locked, for somebody with the ability in its area.

    Raises PermissionDenied.
    """
    row = MicroProject.objects.select_for_update(of=("self",)).select_related("area")
    found = row.get(pk=project.pk)
    if not by.can(ability, found.area):
        raise PermissionDenied
    return found


def add_vendor(area: Area, *, by: User, name: str, **fields: Any) -> Vendor:
    """Enter a vendor in the district of an area. Raises PermissionDenied, ValidationError."""
    if not by.can("projects.vendors", area):
        raise PermissionDenied
    vendor = Vendor(area=area.district or area, name=clean_text(name))
    return _save_vendor(vendor, fields)


def edit_vendor(vendor: Vendor, *, by: User, **fields: Any) -> Vendor:
    """Change a vendor's entry; once it has contracts, its code stays, and its name too where no
    code says that it is the same. Raises PermissionDenied, ValidationError by field."""
    held = by.areas_where("projects.vendors")
    if not any(a.path.startswith(vendor.area.path) for a in held):
        raise PermissionDenied
    _stays_itself(vendor, fields)
    return _save_vendor(vendor, fields)


def _stays_itself(vendor: Vendor, fields: dict[str, Any]) -> None:
    """The same firm under ever new names would never stand out."""
    was = Vendor.objects.get(pk=vendor.pk)
    if not was.contracts.exists():
        return
    code = clean_text(fields.get("credit_code", was.credit_code))
    if was.credit_code and code != was.credit_code:
        raise ValidationError({"credit_code": _("It has contracts under this code.")})
    if not was.credit_code and clean_text(fields.get("name", was.name)) != was.name:
        said = _("It has contracts under this name. Please enter its credit code first.")
        raise ValidationError({"name": said})


def _save_vendor(vendor: Vendor, fields: dict[str, Any]) -> Vendor:
    for name, value in fields.items():
        setattr(vendor, name, clean_text(value) if isinstance(value, str) else value)
    vendor.full_clean(exclude=["area", "district", "subdistrict", "community", "grid"])
    vendor.save()
    return vendor


@transaction.atomic
def add_quotation(
    project: MicroProject, *, by: User, vendor: Vendor, amount: Decimal, **fields: Any
) -> Quotation:
    """Enter a vendor's offer in yuan, once for each vendor, while offers are asked for.

    From here on the vendor is known, so suspected splits are flagged with it.

    Raises PermissionDenied, ValidationError by field.
    """
    project = locked(project, "projects.run", by)
    _is_buying(project)
    _has_no_interest(project, by)
    if not vendor.is_active or not project.area.path.startswith(vendor.area.path):
        raise ValidationError({"vendor": _("This vendor may not be chosen at present.")})
    if fields.get("on") and fields["on"] > timezone.localdate():
        raise ValidationError({"on": _("This day has not come yet.")})
    offer = Quotation(project=project, vendor=vendor, amount=amount, entered_by=by, **fields)
    offer.remark = clean_text(offer.remark)
    offer.full_clean()
    offer.save()
    raise_flags(project)
    return offer


@transaction.atomic
def remove_quotation(offer: Quotation, *, by: User, why: str) -> None:
    """Take back an offer entered by mistake, before the contract; it stays on record with why.

    Raises PermissionDenied, ValidationError.
    """
    project = locked(offer.project, "projects.run", by)
    _is_buying(project)
    _has_no_interest(project, by)
    why = clean_text(why)[:300]
    if not why:
        raise ValidationError(_("Please say why the offer is taken back."))
    offer.removed_at, offer.removed_by, offer.removed_why = timezone.now(), by, why
    offer.save(update_fields=["removed_at", "removed_by", "removed_why"])
    raise_flags(offer.project)


def _has_no_interest(project: MicroProject, by: User) -> None:
    if project.declarations.filter(by=by, has_interest=True).exists():
        raise ValidationError(
            _("You declared an interest in one of the vendors; somebody else has to do this.")
        )


def _is_buying(project: MicroProject) -> None:
    if project.status not in BUYING:
        raise ValidationError(_("Offers are entered between approval and contract."))


@transaction.atomic
def declare_interest(
    project: MicroProject, *, by: User, has_interest: bool, text: str = ""
) -> InterestDeclaration:
    """Declare an interest in one of the vendors, or none. An interest once declared stays:
    somebody else goes on. Raises PermissionDenied, ValidationError by field."""
    project = locked(project, "projects.run", by)
    _is_buying(project)
    if not has_interest:
        _has_no_interest(project, by)
    if has_interest and not clean_text(text):
        raise ValidationError({"text": _("Please say in which vendor.")})
    made, _new = InterestDeclaration.objects.update_or_create(
        project=project,
        by=by,
        defaults={"has_interest": has_interest, "text": clean_text(text) if has_interest else ""},
    )
    return made
