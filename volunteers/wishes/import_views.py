"""Taking in a list of wishes: empty list, check, preview, then all of it or nothing."""

import uuid
from typing import Any

from django import forms
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.accounts.models import User
from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.areas.scope import within
from core.lists import sheet
from volunteers.wishes import list_templates, tasks
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services.import_once import hold, look_alikes, take_in_held, taken_in
from volunteers.wishes.services.importing import Imported, RowError, import_wishes

SALT = "wishes.import"
KEPT = 60 * 60  # seconds a checked list may wait for the second click
LONGEST = 1_500_000  # characters a page may carry back to us
AT_ONCE = 40  # rows taken in while one waits; about 40 ms each. Longer lists go to the worker
SHOWN = 200  # errors on a page; a list with more of them wants another look as a whole
FILES = {
    "csv": (list_templates.csv_template, "text/csv; charset=utf-8"),
    "xlsx": (
        list_templates.xlsx_template,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


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
        places = places.filter(within(user.areas_where("wishes.import")))
        self.fields["community"].queryset = places  # type: ignore[attr-defined]


@for_staff("wishes.import")
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
        report = import_wishes(content, by=user, area=area, dry_run=True)
    if not report.ok:
        return _page(request, form, status=400, report=report, name=upload.name)
    token = signing.dumps(
        [user.pk, area.code, str(uuid.uuid4()), sheet.as_csv(sheet.read_sheet(content))],
        salt=SALT,
        compress=True,
    )
    if len(token) > LONGEST:
        form.add_error("file", _("The texts are very long. Please send the list in two parts."))
        return _page(request, form, status=400)
    context = {
        "wishes": report.wishes,
        "alike": look_alikes(report.wishes),
        "token": token,
        "area": area,
    }
    return render(request, "volunteers/wishes/import_check.html", context)


def _page(
    request: HttpRequest,
    form: ListForm,
    *,
    status: int = 200,
    report: Imported | None = None,
    name: str = "",
) -> HttpResponse:
    errors = report.errors if report else []
    context = {
        "form": form,
        "errors": errors[:SHOWN],
        "more": max(len(errors) - SHOWN, 0),
        "rows": len({e.row for e in errors if e.row > 1}),
        "name": name,
    }
    return render(request, "volunteers/wishes/import.html", context, status=status)


@for_staff("wishes.import")
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Make the wishes of a checked list: all of them, or none and the reasons."""
    user: Any = request.user
    try:
        owner, code, key, text = signing.loads(
            request.POST.get("list", ""), salt=SALT, max_age=KEPT
        )
    except signing.BadSignature:
        owner = None
    if owner != user.pk:
        form = ListForm(user=user)
        late = RowError(0, "", _("The check is too long ago. Please send the list again."))
        return _page(request, form, status=400, report=Imported(errors=[late]))
    hold(text, key=key, by=user, area=Area.objects.get(code=code))
    long = text.count("\n") > AT_ONCE
    if not long or tasks.take_in.delay(key, user.pk) is None:  # without a broker: here and now
        take_in_held(key, by=user)
    return redirect("wishes:imported", key)


@for_staff("wishes.import")
@require_safe
def imported(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What came of a list: each wish with its number and slip, why none, or that it is on."""
    user: Any = request.user
    done = taken_in(str(key), by=user)
    if done is None:
        raise Http404
    asked_again = bool(request.headers.get("HX-Request"))
    if done.waiting:
        context: dict[str, Any] = {"url": request.path, "every": "1s", "maximum": 100}
        context["value"] = 100 * done.entered // max(done.rows, 1)
        context["label"] = _("{done} of {rows} wishes are entered.").format(
            done=done.entered, rows=done.rows
        )
        template = "ui/progress.html" if asked_again else "volunteers/wishes/import_wait.html"
        return render(request, template, context)
    if asked_again:
        return HttpResponse(headers={"HX-Redirect": request.path})
    if done.given_up:
        why = _("The list could not be entered. Nothing of it was taken in; please send it again.")
        return _page(request, ListForm(user=user), report=Imported(errors=[RowError(0, "", why)]))
    if done.errors:
        report = Imported(errors=done.errors)
        return _page(request, ListForm(user=user), status=400, report=report)
    wishes = MicroWish.objects.in_areas_of(user).filter(code__in=done.codes)
    context = {"wishes": list(wishes.select_related("area").order_by("id"))}
    return render(request, "volunteers/wishes/imported.html", context)


@for_staff("wishes.import")
@require_safe
def empty_list(request: HttpRequest, form: str) -> HttpResponse:
    """The list to fill in, as CSV or XLSX."""
    if form not in FILES:
        raise Http404
    make, content_type = FILES[form]
    answer = HttpResponse(make(), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="wishes.{form}"'
    return answer
