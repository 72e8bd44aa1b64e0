"""The pages that ask for code and digits, and what a browser may see after they were answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core.numbers.codes import normalise_tracking_code
from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.ui.qr import qr_svg
from core.workflow.errors import Refused, WorkflowError

M = TypeVar("M", bound=Model)

KEPT = 30 * 60  # seconds after which the code is asked for again
LONGEST_NOTE = 2000


class TrackForm(forms.Form):
    """What stands on the slip."""

    code = forms.CharField(
        label=_("Tracking code"),
        max_length=40,
        help_text=_("Twelve letters and digits, on your slip or in the message."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    last4 = forms.CharField(
        label=_("Last four digits of the phone"),
        max_length=12,
        help_text=_("Without a phone: the last four digits of the number on the slip."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def track_form(request: HttpRequest, data: Any = None) -> TrackForm:
    """The form, with the code of the slip's QR already in it."""
    return TrackForm(data, initial={"code": request.GET.get("code", "")[:40]})


@dataclass(frozen=True)
class Door(Generic[M]):
    """The way in, without an account, to the matters of one room.

    The room has the addresses `track`, `track_step` (one question a page) and `tracked`, and the
    page `track.html` among its templates. `rows` gives the matters with what their pages need;
    `prove` answers the matter of a code and four digits, or None; `act` takes a step of whoever
    proved it: (matter, name of the step, note). `verbs` are the steps that are theirs.
    """

    namespace: str
    templates: str
    rows: Callable[[], QuerySet[M]]
    prove: Callable[[str, str], M | None]
    act: Callable[..., object]
    verbs: tuple[str, ...]

    @method_decorator(never_cache)
    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def ask(self, request: HttpRequest) -> HttpResponse:
        """The page that asks for code and digits; in elder mode one after the other."""
        if getattr(request, "elder", False) and request.method != "POST":
            rest = request.GET.urlencode()
            first = reverse(f"{self.namespace}:track_step", args=[1])
            return redirect(f"{first}?{rest}" if rest else first)
        form = track_form(request, request.POST or None)
        done, status = self.enter(request, form) if request.method == "POST" else (None, 200)
        return done or render(
            request, f"{self.templates}/track.html", {"form": form}, status=status
        )

    @method_decorator(require_POST)
    def step(self, request: HttpRequest, transition: str) -> HttpResponse:
        """One of their own steps."""
        matter: Any = self.followed(request)
        if transition not in self.verbs:
            raise Http404
        try:
            self.act(matter, transition, note=note_of(request))
        except (WorkflowError, Refused) as error:
            messages.error(request, str(error.message))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, matter.state.said or _("Done."))
        return redirect(f"{self.namespace}:tracked")

    def steps_of(self, matter: Any) -> list[Any]:
        """The steps open to them from here that need no form of their own."""
        table = matter.workflow.by_name
        theirs = [table[verb] for verb in self.verbs]
        return [t for t in theirs if matter.status in t.sources and not t.form]

    def enter(self, request: HttpRequest, form: TrackForm) -> tuple[HttpResponse | None, int]:
        """On to the matter, or nothing and the status of the page that says why not.

        One refusal for every mistake; tries are limited.
        """
        if not form.is_valid():
            return None, 400
        code, last4 = form.cleaned_data["code"], form.cleaned_data["last4"]
        if not _may_try(request, code):
            form.add_error(None, _("That was a lot of tries. Please wait a while, or call us."))
            return None, 429
        if matter := self.prove(code, last4):
            self.keep(request, matter)
            return redirect(f"{self.namespace}:tracked"), 302
        form.add_error(
            None, _("Code and digits do not fit together. Please look at the slip again.")
        )
        return None, 400

    def keep(self, request: HttpRequest, matter: Any) -> None:
        """Let this browser see the matter for half an hour: it was proven, or just made here."""
        request.session[self._session] = [matter.code, int(timezone.now().timestamp()) + KEPT]

    def followed(self, request: HttpRequest) -> M:
        """The matter this browser may see. Raises Http404 without one, or when time is over."""
        code, until = request.session.get(self._session, ("", 0))
        matter = self.rows().filter(code=code).first()
        if matter is None or timezone.now().timestamp() > until:
            raise Http404
        return matter

    def follows(self, request: HttpRequest, code: str) -> bool:
        """Whether it is this matter that was proven last, be it long ago."""
        return bool(request.session.get(self._session, ("",))[0] == code)

    def qr(self, request: HttpRequest, matter: Any) -> str:
        """The drawing on the slip that leads to the page with the code filled in."""
        address = f"{reverse(f'{self.namespace}:track')}?code={matter.tracking_code}"
        return qr_svg(request.build_absolute_uri(address))

    @property
    def _session(self) -> str:
        return f"tracked_{self.namespace}"


def note_of(request: HttpRequest) -> str:
    """The note sent with a step."""
    return request.POST.get("note", "")[:LONGEST_NOTE].replace("\0", "")


def _may_try(request: HttpRequest, code: str) -> bool:
    by_address = throttle("track-address", limit_key(request), rate="20/15 minutes")
    by_code = throttle("track-code", normalise_tracking_code(code), rate="8/15 minutes")
    return by_address and by_code
