"""The wish wall: what anybody may read, in its public words."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from core.areas.models import Area
from core.counters.figures import read_cells, total
from core.counters.metrics import metric
from core.counters.periods import month_of
from core.ui.caching import cached, kept_for_visitors, look_of, shared_page
from core.ui.paging import keyset_page
from volunteers.wishes import queries
from volunteers.wishes.effects import WALL
from volunteers.wishes.filters import WallFilter

PAGE = 24


@require_safe
@kept_for_visitors(WALL)
def wall(request: HttpRequest) -> HttpResponse:
    """The wall. What is on it is rendered once for everybody; only the frame is personal."""

    def notes() -> dict[str, Any]:
        # the fragment is our own rendered template, escaped when it was made
        found = cached(WALL, look_of(request), lambda: _notes(request))
        return {"notes": mark_safe(found)}  # noqa: S308

    return shared_page(request, WALL, "volunteers/wishes/wall.html", notes)


def _notes(request: HttpRequest) -> str:
    form = WallFilter(request.GET or None)
    asked = form.asked()
    page = keyset_page(queries.wall(asked), request, size=PAGE)
    first = not request.GET
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "path": request.path,
        "summary": _summary(asked.area),
        "longest": list(queries.waiting_longest(asked.area)) if first else [],
        "now": timezone.now(),
    }
    return render_to_string("volunteers/wishes/_notes.html", context, request)


def _summary(area: Area | None) -> dict[str, int]:
    """Waiting now; come true and people helped this month; of one area or of the whole portal."""
    areas = [area] if area else list(Area.objects.filter(district_id=F("pk")))
    names = {"waiting": "wishes.waiting", "closed": "wishes.closed", "people": "wishes.people"}
    counts = {name: metric(full).of for name, full in names.items()}
    cells = read_cells(list(counts.values()), areas, [month_of(timezone.localdate())])
    return {name: int(total(cells, count)) for name, count in counts.items()}
