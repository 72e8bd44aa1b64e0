"""The ledger for everybody: what it says, how to download it, how to check it."""

from typing import Any

from django.db.models import Max
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from centres.directory.chosen import chosen_community
from core.areas.models import Area
from core.operations.limits import limit_key, limited
from projects.funding import publishing, queries
from projects.funding.filters import BookChoice
from projects.funding.ledger import LedgerEntry, LedgerSeal
from projects.funding.lines import BookLine
from projects.funding.programmes import FundAllocation
from projects.funding.verifying import verify_entries

SHOWN = 20  # faults on the page; the file and the command name all


@require_safe
@limited("ledger-verify", rate="60/hour", per=limit_key, methods=("GET",))
def verify(request: HttpRequest) -> HttpResponse:
    """Recompute one book on the spot, and say how to check all of it at home."""
    form = BookChoice(request.GET or None)
    book = form.asked()
    community = chosen_community(request)
    outcome = verify_entries(FundAllocation.objects.filter(pk=book.pk)) if book else None
    context = {
        "form": form,
        "book": book,
        "outcome": outcome,
        "faults": outcome.faults[:SHOWN] if outcome else [],
        "seal": LedgerSeal.objects.order_by("-number").first(),
        "last": LedgerEntry.objects.aggregate(at=Max("at"))["at"],
        "community": community,
        "near": books_near(community) if community else [],
        "wanted": request.GET.get("book", "").strip(),
    }
    return render(request, "projects/funding/verify.html", context)


def books_near(community: Area) -> list[BookLine]:
    """The books of this year that pay for a community: its own and those above it."""
    rows = queries.books_for(community, timezone.localdate().year, projects=False)
    return [BookLine(book) for book in queries.with_balances(rows)]


@require_safe
@limited("ledger-download", rate="30/hour", per=limit_key, methods=("GET",))
def download(request: HttpRequest, form: str, code: str = "") -> StreamingHttpResponse:
    """The ledger, or one book of it, as a file that can be verified; streamed."""
    if form not in publishing.FORMS:
        raise Http404
    books: Any = None
    if code:
        book = get_object_or_404(FundAllocation, code=code.replace("\0", ""))
        books = FundAllocation.objects.filter(pk=book.pk)
    name = f"ledger-{code}.{form}" if code else f"ledger.{form}"
    return StreamingHttpResponse(
        publishing.WRITERS[form](books),
        content_type=publishing.FORMS[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
@limited("ledger-download", rate="30/hour", per=limit_key, methods=("GET",))
def seals(request: HttpRequest) -> StreamingHttpResponse:
    """All seals as a CSV file, to verify with and to keep."""
    return StreamingHttpResponse(
        publishing.seals_as_csv(),
        content_type=publishing.FORMS["csv"],
        headers={"Content-Disposition": 'attachment; filename="seals.csv"'},
    )


@require_safe
def verifier(request: HttpRequest) -> FileResponse:
    """The short program that verifies a downloaded ledger without us."""
    return FileResponse(
        publishing.VERIFIER.open("rb"),
        as_attachment=True,
        filename=publishing.VERIFIER.name,
        content_type="text/x-python; charset=utf-8",
    )
