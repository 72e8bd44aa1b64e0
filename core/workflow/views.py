"""One page for every button: it asks what the transition needs, and moves the matter."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from core.ui.page_questions import ASKS, ask_one_by_one
from core.workflow.engine import advance, refusals
from core.workflow.errors import NotAllowed, Refused, WorkflowError, WrongState
from core.workflow.forms import TransitionForm, form_for
from core.workflow.models import WorkflowModel
from core.workflow.table import Transition

DONE = 302


class TransitionView(LoginRequiredMixin, View):
    """`GET` shows the form (or the question before something final), `POST` does it.

    Out of sight is 404; no ability 403; a lost race 409 with a kind sentence and what was
    typed kept on the page.
    """

    model: ClassVar[type[WorkflowModel]]
    template_name = "workflow/transition.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        visible = self.model._default_manager.visible_to(request.user)  # type: ignore[attr-defined]
        self.obj = get_object_or_404(visible, code=kwargs["code"])
        arrow = self.model.workflow.by_name.get(kwargs["transition"])
        if arrow is None:
            raise Http404
        self.arrow: Transition = arrow
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, code: str, transition: str) -> HttpResponse:
        if not self.arrow.permit(request.user, self.obj):
            return self.page(request, self.form(), status=403, problem=NotAllowed().message)
        if self.obj.status not in self.arrow.sources:
            late = WrongState(self.arrow.too_late, status=self.obj.status)
            messages.info(request, late.message)
            return HttpResponseRedirect(self.next_url())
        if self.asks_one_by_one():
            return self.one_by_one()
        return self.page(request, self.form())

    def post(self, request: HttpRequest, code: str, transition: str) -> HttpResponse:
        if self.asks_one_by_one():
            return self.one_by_one()
        form = self.form(request.POST)
        status, problem = self.attempt(form)
        if status == DONE:
            return HttpResponseRedirect(self.next_url())
        return self.page(request, form, status=status, problem=problem)

    def attempt(self, form: TransitionForm) -> tuple[int, str]:
        """Do it: DONE, or the status of the page with its faults and what to say above the form."""
        if not form.is_valid():
            also = refusals(self.obj, self.arrow.name, by=self.request.user, **form.cleaned_data)
            form.refuse(*also)
            return 400, ""
        try:
            advance(
                self.obj,
                self.arrow.name,
                by=self.request.user,
                channel="web",
                **form.cleaned_data,
            )
        except Refused as refused:
            form.refuse(refused, *refused.also)
            return 400, ""
        except NotAllowed as error:
            return 403, error.message
        except WorkflowError as error:
            return 409, error.message
        messages.success(self.request, self.thanks())
        return DONE, ""

    def asks_one_by_one(self) -> bool:
        """In elder mode what need not be said has pages of its own, for who wants to say it."""
        return getattr(self.request, "elder", False) and ASKS in self.request.GET

    def one_by_one(self) -> HttpResponse:
        def send(form: Any) -> tuple[HttpResponse | None, int]:
            status, problem = self.attempt(form)
            if problem:
                form.add_error(None, problem)
            return (HttpResponseRedirect(self.next_url()) if status == DONE else None), status

        layout = self.more_context().get("layout", "")
        return ask_one_by_one(
            self.request,
            form=self.form,
            send=send,
            label=self.arrow.label,
            layout=layout,
            leave=self.next_url(),
        )

    def form(self, data: Any = None) -> TransitionForm:
        return form_for(self.arrow)(data, obj=self.obj, user=self.request.user)

    def next_url(self) -> str:
        target = self.request.POST.get("next") or self.request.GET.get("next", "")
        allowed = url_has_allowed_host_and_scheme(target, {self.request.get_host()})
        return target if target and allowed else self.obj.get_absolute_url()

    def thanks(self) -> Any:
        """What the person who did it is told; the log's sentence unless a room has a better one."""
        return self.arrow.said or _("Done.")

    def more_context(self) -> dict[str, Any]:
        """What a room's own template wants to know beside the form; `layout` names the frame."""
        return {}

    def page(
        self, request: HttpRequest, form: TransitionForm, *, status: int = 200, problem: str = ""
    ) -> HttpResponse:
        context = {
            "object": self.obj,
            "arrow": self.arrow,
            "form": form,
            "problem": problem,
            "apart": getattr(request, "elder", False) and _is_optional(form),
            "next": request.POST.get("next") or request.GET.get("next", ""),
            **self.more_context(),
        }
        return render(request, self.template_name, context, status=status)


def _is_optional(form: TransitionForm) -> bool:
    """Whether nothing need be said, and several things may be."""
    shown = form.visible_fields()
    return len(shown) > 1 and not any(one.field.required for one in shown)
