"""What residents have proposed, in its public words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from centres.directory.chosen import chosen_community
from core.ui.paging import keyset_page
from projects.proposals import queries
from projects.proposals.filters import PublicFilter

PAGE = 24


@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """Newest first; one's own community unless one asks for another, or for all."""
    community = chosen_community(request)
    given = request.GET.copy()
    if community is not None and "area" not in given:
        given["area"] = community.code
    form = PublicFilter(given)
    rows = queries.public_list(form.asked())
    context = {
        "form": form,
        "page": keyset_page(rows, request, order=("-public_since", "-id"), size=PAGE),
        "community": community,
        "calls": queries.open_calls(community)[:2] if community is not None else [],
    }
    return render(request, "projects/proposals/list.html", context)
