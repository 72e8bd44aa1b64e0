"""Taking in a list of proposals: empty list, check, preview, then all of it or nothing."""

import uuid
from typing import Any

from django import forms
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.accounts.models import User
from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.areas.scope import within
from core.lists import sheet
from core.lists.blank import blank_csv, blank_xlsx
from core.lists.download import XLSX
from projects.proposals.columns import COLUMNS, example
from projects.proposals.imported import ImportedList
from projects.proposals.models import Proposal
from projects.proposals.services.importing import (
    Imported,
    RowError,
    check_list,
    import_proposals,
)

SALT = "proposals.import"
KEPT = 60 * 60  # seconds a checked list may wait for the second click
LONGEST = 1_500_000  # characters a page may carry back to us
SHOWN = 200  # errors on a page; a list with more of them wants another look as a whole
FILES = {"csv": (blank_csv, "text/csv; charset=utf-8"), "xlsx": (blank_xlsx, XLSX)}


class ListForm(forms.Form):
    """The file, and the community of rows that name none."""

    file = forms.FileField(
        label=gettext_lazy("Your list"),
        max_length=200,
        help_text=gettext_lazy("XLSX or CSV, at most 500 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )
    community = forms.ModelChoiceField(
        label=gettext_lazy("Community"),
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label=None,
        help_text=gettext_lazy("For rows without a community code."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Area.objects.filter(level=Area.Level.COMMUNITY).order_by("code")
        places = places.filter(within(user.areas_where("proposals.import")))
        self.fields["community"].queryset = places  # type: ignore[attr-defined]


@for_staff("proposals.import")
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """Send a list; it is only checked. Without a fault the next page offers to take it in."""
    user: Any = request.user
    form = ListForm(request.POST or None, request.FILES or None, user=user)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=400)
    area, upload = form.cleaned_data["community"], form.cleaned_data["file"]
    content = b"" if upload.size > sheet.LARGEST else upload.read()
    if upload.size > sheet.LARGEST:
        report = Imported(errors=[RowError(0, "", _("The file is larger than 5 MB."))])
    else:
        report = check_list(content, by=user, area=area)
    if not report.ok:
        return _page(request, form, status=400, errors=report.errors, name=upload.name)
    text = sheet.as_csv(sheet.read_sheet(content))
    token = signing.dumps([user.pk, area.code, str(uuid.uuid4()), text], salt=SALT, compress=True)
    if len(token) > LONGEST:
        form.add_error("file", _("The texts are very long. Please send the list in two parts."))
        return _page(request, form, status=400)
    context = {"proposals": report.proposals, "token": token, "area": area}
    return render(request, "projects/proposals/import_check.html", context)


def _page(
    request: HttpRequest,
    form: ListForm,
    *,
    status: int = 200,
    errors: list[RowError] | None = None,
    name: str = "",
) -> HttpResponse:
    errors = errors or []
    context = {
        "form": form,
        "errors": errors[:SHOWN],
        "more": max(len(errors) - SHOWN, 0),
        "rows": len({e.row for e in errors if e.row > 1}),
        "name": name,
    }
    return render(request, "projects/proposals/import.html", context, status=status)


@for_staff("proposals.import")
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Make the proposals of a checked list: all of them, or none and the reasons."""
    user: Any = request.user
    try:
        owner, code, key, text = signing.loads(
            request.POST.get("list", ""), salt=SALT, max_age=KEPT
        )
    except signing.BadSignature:
        owner = None
    if owner != user.pk:
        late = RowError(0, "", _("The check is too long ago. Please send the list again."))
        return _page(request, ListForm(user=user), status=400, errors=[late])
    area = get_object_or_404(Area, code=code)
    report = import_proposals(text.encode(), by=user, area=area, key=key)
    if not report.ok:
        return _page(request, ListForm(user=user), status=400, errors=report.errors)
    return redirect("proposals:imported", key)


@for_staff("proposals.import")
@require_safe
def imported(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What came of a list: each proposal with its number and slip."""
    user: Any = request.user
    held = get_object_or_404(ImportedList, key=key, by=user)
    rows = Proposal.objects.in_areas_of(user).filter(code__in=held.codes)  # type: ignore[attr-defined]
    context = {"proposals": list(rows.select_related("area").order_by("id"))}
    return render(request, "projects/proposals/imported.html", context)


@for_staff("proposals.import")
@require_safe
def empty_list(request: HttpRequest, form: str) -> HttpResponse:
    """The list to fill in, as CSV or XLSX."""
    if form not in FILES:
        raise Http404
    make, content_type = FILES[form]
    answer = HttpResponse(make(COLUMNS, example()), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="proposals.{form}"'
    return answer
