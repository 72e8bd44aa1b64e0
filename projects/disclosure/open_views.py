"""Open data: one page that names it all, the files, and the feed of steps."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.operations.limits import limited
from projects.delivery.models import MicroProject
from projects.delivery.queries import narrowed
from projects.disclosure.budget_data import WRITERS as BUDGET_WRITERS
from projects.disclosure.budget_views import budget_asked
from projects.disclosure.columns import COLUMNS
from projects.disclosure.feeds import StepFeed
from projects.disclosure.filters import ListFilter
from projects.disclosure.open_data import FORMS, WRITERS


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What can be taken along, with the meaning of every column."""
    context = {"columns": COLUMNS, "form": ListFilter(request.GET or None)}
    return render(request, "projects/disclosure/open_data.html", context)


@require_safe
@limited("open-data", rate="120/hour", methods=("GET",))
def download(request: HttpRequest, form: str) -> HttpResponseBase:
    """All projects, or those the filters of the list leave."""
    if form not in FORMS:
        raise Http404
    rows = narrowed(MicroProject.objects.all(), ListFilter(request.GET).asked())
    base = request.build_absolute_uri("/").rstrip("/")
    answer = StreamingHttpResponse(WRITERS[form](rows, base), content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="projects.{form}"'
    return answer


@require_safe
@limited("open-data", rate="120/hour", methods=("GET",))
def budget_data(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Where the money of an area goes: its sums and those of its parts, `?year=&programme=`."""
    if form not in FORMS:
        raise Http404
    found = budget_asked(request, code)
    answer = HttpResponse(BUDGET_WRITERS[form](found), content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="budget-{code}-{found.year}.{form}"'
    return answer


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest steps of all projects, or of those the filters leave, as Atom."""
    return StepFeed()(request)
