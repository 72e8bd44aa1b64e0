"""The contracts behind the vendors' shares, and behind the number of each vendor's contracts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.accounts.staff_pages import for_staff
from core.ui.addresses import query_without
from core.ui.paging import keyset_page
from projects.delivery import contract_list
from projects.delivery.contract_list import CONTRACTS, ORDER, ContractFilter

PAGE = 30


@for_staff("projects.see")
@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """The contracts of one's areas, the newest signature first; all narrowing is in the address."""
    user: Any = request.user
    form = ContractFilter(request.GET or None, user=user)
    rows = form.narrowed()
    page = keyset_page(contract_list.newest(rows), request, order=ORDER, size=PAGE)
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
    user: Any = request.user
    rows = contract_list.newest(ContractFilter(request.GET or None, user=user).narrowed())
    return CONTRACTS.answer_or_back(request, form, rows, back="delivery:contracts")
