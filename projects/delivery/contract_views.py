"""The contracts behind the vendors' shares, and behind the number of each vendor's contracts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.accounts.staff_pages import for_staff
from core.lists.download import FORMS, too_many
from core.ui.addresses import query_without
from core.ui.paging import keyset_page
from projects.delivery import contract_list
from projects.delivery.contract_list import ContractFilter

PAGE = 30
ORDER = ("-signed_on", "-id")


@for_staff("projects.see")
@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """The contracts of one's areas, the newest signature first; all narrowing is in the address."""
    user: Any = request.user
    form = ContractFilter(request.GET or None, user=user)
    rows = form.narrowed()
    page = keyset_page(
        rows.select_related("vendor", "project__area"), request, order=ORDER, size=PAGE
    )
    context = {
        "form": form,
        "areas": user.widest_areas("projects.see"),
        "page": page,
        "lines": contract_list.lines(page.rows),
        "sums": contract_list.sums(rows),
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "query": query_without(request, "cursor"),
    }
    return render(request, "projects/delivery/contracts.html", context)


@for_staff("projects.see")
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list as narrowed, as a file."""
    if form not in FORMS:
        raise Http404
    user: Any = request.user
    rows = ContractFilter(request.GET or None, user=user).narrowed()
    if back := too_many(request, rows, contract_list.MOST, back="delivery:contracts"):
        return back
    return contract_list.answer(form, rows, by=user)
