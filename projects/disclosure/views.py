"""The public page of a project, and its poster for the site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.operations.limits import limited
from core.ui.nav import url_or_nothing
from projects.delivery.following import Follow
from projects.delivery.models import MicroProject
from projects.disclosure.after import after_of
from projects.disclosure.keeping import kept
from projects.disclosure.poster import poster_as_pdf
from projects.disclosure.story import story_of


def find(code: str) -> MicroProject:
    """The project of this number; 404 for none."""
    return _find(code, *PLACES)


PLACES = ("area__community", "area__subdistrict", "estate")
PARTS = ("contract__vendor", "settlement", "upkeep", "look_back")  # of which there is one at most


def _find(code: str, *beside: str) -> MicroProject:
    rows = MicroProject.objects.select_related(*beside)
    found: MicroProject = get_object_or_404(rows, code=code.replace("\0", ""))
    return found


@never_cache
@require_safe
@kept
def project(request: HttpRequest, code: str) -> HttpResponse:
    """Its whole story, the same for everybody; staff get a way to the file."""
    found = _find(code, *PLACES, *PARTS)
    user: Any = request.user
    signed_in = user.is_authenticated
    follows = signed_in and Follow.objects.filter(project=found, user=user).exists()
    staff = signed_in and user.can("projects.see", found.area)
    context = (
        story_of(found)
        | after_of(found)
        | {
            "follows": follows,
            "file": url_or_nothing("delivery:file", found.code) if staff else "",
            "not_done": url_or_nothing("delivery:not_done", found.code) if found.started_at else "",
            "rate": url_or_nothing("delivery:rate", found.code),
            "here": request.build_absolute_uri(found.get_absolute_url()),
        }
    )
    return render(request, "projects/disclosure/project.html", context)


@require_safe
@limited("poster", rate="120/hour", methods=("GET",))
def poster(request: HttpRequest, code: str) -> HttpResponse:
    """The A3 sheet for the board beside the site."""
    found = find(code)
    here = request.build_absolute_uri(found.get_absolute_url())
    answer = HttpResponse(poster_as_pdf(found, here), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.code}.pdf"'
    return answer
