"""What the micro-projects are, and whom to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from centres.directory.chosen import chosen_community
from centres.directory.queries import centre_of


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """民生微实事 explained in one screen, with the number of one's own centre."""
    community = chosen_community(request)
    context = {"community": community, "centre": centre_of(community) if community else None}
    return render(request, "projects/about.html", context)
