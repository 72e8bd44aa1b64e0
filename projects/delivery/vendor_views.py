"""The register of vendors of a district."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.areas.scope import within
from core.ui.paging import keyset_page
from projects.delivery.part_forms import VendorForm
from projects.delivery.procurement import Vendor
from projects.delivery.services.procuring import add_vendor, edit_vendor

PAGE = 50


def _districts(user: Any, ability: str = "projects.see") -> list[int]:
    return [a.district_id or a.pk for a in user.widest_areas(ability)]


@for_staff("projects.see")
@require_safe
def vendors(request: HttpRequest) -> HttpResponse:
    """Who may carry projects out in one's district, with its contracts in one's own areas."""
    user: Any = request.user
    mine = user.areas_where("projects.see")
    asked = request.GET.get("q", "").replace("\0", "")[:40].strip()
    rows = Vendor.objects.filter(district__in=_districts(user)).annotate(
        times=Count("contracts", filter=within(mine, prefix="contracts__project__"), distinct=True)
    )
    if asked:
        rows = rows.filter(Q(name__icontains=asked) | Q(credit_code__iexact=asked))
    context = {
        "page": keyset_page(rows, request, order=("name", "id"), size=PAGE),
        "q": asked,
        "may_enter": user.can_somewhere("projects.vendors"),
    }
    return render(request, "projects/delivery/vendors.html", context)


@for_staff("projects.vendors")
@require_http_methods(["GET", "HEAD", "POST"])
def vendor(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Enter a vendor, or change its entry."""
    user: Any = request.user
    row: Vendor | None = None
    if pk is not None:
        mine = Vendor.objects.filter(district__in=_districts(user, "projects.vendors"))
        row = get_object_or_404(mine, pk=pk)
    form = VendorForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            _save(user, row, form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("delivery:vendors")
    status = 400 if form.is_bound and form.errors else 200
    context = {"form": form, "vendor": row}
    return render(request, "projects/delivery/vendor.html", context, status=status)


def _save(user: Any, row: Vendor | None, fields: dict[str, Any]) -> None:
    if row is not None:
        edit_vendor(row, by=user, **fields)
        return
    area: Area | None = next(iter(user.widest_areas("projects.vendors")), None)
    if area is None:
        raise Http404
    add_vendor(area, by=user, **fields)
