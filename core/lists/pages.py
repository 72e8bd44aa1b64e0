"""The pages of a list people send: empty list, check, preview, then all of it or nothing."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.accounts.models import User
from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.areas.scope import within
from core.lists import sheet, tasks
from core.lists.blank import blank_csv, blank_xlsx
from core.lists.download import XLSX
from core.lists.kinds import ListKind
from core.lists.once import hold, take_in_held, taken_in
from core.lists.taking import Imported, RowError, import_list

KEPT = 60 * 60  # seconds a checked list may wait for the second click
LONGEST = 1_500_000  # characters a page may carry back to us
AT_ONCE = 40  # rows taken in while one waits; about 40 ms each. Longer lists go to the worker
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

    def __init__(self, *args: Any, kind: ListKind, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Area.objects.filter(level=Area.Level.COMMUNITY).order_by("code")
        places = places.filter(within(user.areas_where(kind.ability)))
        self.fields["community"].queryset = places  # type: ignore[attr-defined]


class ListPages:
    """The four pages of one kind of list, in the room's own templates.

    They are `import.html`, `import_wait.html`, `import_check.html` and `imported.html`, the last
    two with `made`; `besides` adds to the preview what else is worth a look.
    """

    def __init__(
        self,
        kind: ListKind,
        templates: str,
        *,
        shown: Callable[[User, list[str]], list[Any]],
        besides: Callable[[list[Any]], dict[str, Any]] = lambda made: {},
    ) -> None:
        self.kind, self.templates, self.shown, self.besides = kind, templates, shown, besides
        self.salt = f"{kind.name}.import"

    @property
    def urls(self) -> list[URLPattern]:
        """Their addresses, to stand below the room's own."""
        guarded = for_staff(self.kind.ability)
        both = require_http_methods(["GET", "HEAD", "POST"])
        done = guarded(require_safe(self.imported))
        return [
            path("import/", guarded(both(self.import_list)), name="import"),
            path("import/take-in/", guarded(require_POST(self.take_in)), name="take_in"),
            path("import/done/<uuid:key>/", done, name="imported"),
            path(
                "import/list.<slug:form>",
                guarded(require_safe(self.empty_list)),
                name="import_list",
            ),
        ]

    def import_list(self, request: HttpRequest) -> HttpResponse:
        """Send a list; it is only checked. Without a fault the next page offers to take it in."""
        user: Any = request.user
        form = ListForm(request.POST or None, request.FILES or None, kind=self.kind, user=user)
        if request.method != "POST":
            return self._page(request, form)
        if not form.is_valid():
            return self._page(request, form, status=400)
        area, upload = form.cleaned_data["community"], form.cleaned_data["file"]
        content = b"" if upload.size > sheet.LARGEST else upload.read()
        if upload.size > sheet.LARGEST:
            report = Imported(errors=[RowError(0, "", _("The file is larger than 5 MB."))])
        else:
            report = import_list(self.kind, content, by=user, area=area, dry_run=True)
        if not report.ok:
            return self._page(request, form, status=400, report=report, name=upload.name)
        text = sheet.as_csv(sheet.read_sheet(content))
        signed = [user.pk, area.code, str(uuid.uuid4()), text]
        token = signing.dumps(signed, salt=self.salt, compress=True)
        if len(token) > LONGEST:
            form.add_error("file", _("The texts are very long. Please send the list in two parts."))
            return self._page(request, form, status=400)
        context = {"made": report.made, "token": token, "area": area, **self.besides(report.made)}
        return render(request, f"{self.templates}/import_check.html", context)

    def _page(
        self,
        request: HttpRequest,
        form: ListForm | None = None,
        *,
        status: int = 200,
        report: Imported | None = None,
        name: str = "",
    ) -> HttpResponse:
        errors = report.errors if report else []
        context = {
            "form": form or ListForm(kind=self.kind, user=request.user),  # type: ignore[arg-type]
            "errors": errors[:SHOWN],
            "more": max(len(errors) - SHOWN, 0),
            "rows": len({e.row for e in errors if e.row > 1}),
            "name": name,
        }
        return render(request, f"{self.templates}/import.html", context, status=status)

    def take_in(self, request: HttpRequest) -> HttpResponse:
        """Make what a checked list holds: all of it, or nothing and the reasons."""
        user: Any = request.user
        try:
            owner, code, key, text = signing.loads(
                request.POST.get("list", ""), salt=self.salt, max_age=KEPT
            )
        except signing.BadSignature:
            owner = None
        if owner != user.pk:
            late = RowError(0, "", _("The check is too long ago. Please send the list again."))
            return self._page(request, status=400, report=Imported(errors=[late]))
        hold(self.kind, text, key=key, by=user, area=get_object_or_404(Area, code=code))
        long = text.count("\n") > AT_ONCE
        if not long or tasks.take_in.delay(self.kind.name, key, user.pk) is None:
            take_in_held(self.kind, key, by=user)  # short, or without a broker: here and now
        return redirect(f"{self.kind.name}:imported", key)

    def imported(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """What came of a list: everything with its number, why nothing, or how far it is."""
        user: Any = request.user
        done = taken_in(self.kind, str(key), by=user)
        if done is None:
            raise Http404
        asked_again = bool(request.headers.get("HX-Request"))
        if done.waiting:
            context: dict[str, Any] = {"url": request.path, "every": "1s", "maximum": 100}
            context["value"] = 100 * done.entered // max(done.rows, 1)
            context["label"] = _("{done} of {rows} rows are entered.").format(
                done=done.entered, rows=done.rows
            )
            page = f"{self.templates}/import_wait.html"
            return render(request, "ui/progress.html" if asked_again else page, context)
        if asked_again:
            return HttpResponse(headers={"HX-Redirect": request.path})
        if done.given_up:
            why = _(
                "The list could not be entered. Nothing of it was taken in; please send it again."
            )
            return self._page(request, report=Imported(errors=[RowError(0, "", why)]))
        if done.errors:
            return self._page(request, status=400, report=Imported(errors=done.errors))
        context = {"made": self.shown(user, done.codes)}
        return render(request, f"{self.templates}/imported.html", context)

    def empty_list(self, request: HttpRequest, form: str) -> HttpResponse:
        """The list to fill in, as CSV or XLSX."""
        if form not in FILES:
            raise Http404
        make, content_type = FILES[form]
        content = make(self.kind.columns, self.kind.example())
        answer = HttpResponse(content, content_type=content_type)
        answer["Content-Disposition"] = f'attachment; filename="{self.kind.name}.{form}"'
        return answer
