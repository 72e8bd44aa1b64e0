"""Open data: one page that names it all, the files, and the feed of steps."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.operations.limits import limited
from projects.delivery.models import MicroProject
from projects.delivery.queries import narrowed
from projects.disclosure.budget_data import WRITERS as BUDGET_WRITERS
from projects.disclosure.budget_views import budget_asked
from projects.disclosure.columns import COLUMNS, Column
from projects.disclosure.feeds import StepFeed
from projects.disclosure.filters import ListFilter
from projects.disclosure.ideas_data import SETS
from projects.disclosure.open_data import FORMS, lines_of, written


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What can be taken along, with the meaning of every column."""
    context = {
        "columns": COLUMNS,
        "sets": SETS.values(),
        "form": ListFilter(request.GET or None),
    }
    return render(request, "projects/disclosure/open_data.html", context)


@require_safe
@limited("open-data", rate="120/hour", methods=("GET",))
def download(request: HttpRequest, form: str) -> HttpResponseBase:
    """All projects, or those the filters of the list leave."""
    if form not in FORMS:
        raise Http404
    rows = narrowed(MicroProject.objects.all(), ListFilter(request.GET).asked())
    return _file("projects", form, COLUMNS, lines_of(rows, _base(request)))


@require_safe
@limited("open-data", rate="120/hour", methods=("GET",))
def ideas_data(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Calls or proposals in public; `?area=` narrows both, proposals also what their list asks."""
    if form not in FORMS or name not in SETS:
        raise Http404
    found = SETS[name]
    return _file(name, form, found.columns, found.lines(request.GET, _base(request)))


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _file(
    name: str, form: str, columns: Iterable[Column], lines: Iterable[dict[str, Any]]
) -> StreamingHttpResponse:
    content = written(form, name, columns, lines)
    answer = StreamingHttpResponse(content, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
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
