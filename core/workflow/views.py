"""One page for every button: it asks what the transition needs, and moves the matter."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from core.workflow.engine import advance
from core.workflow.errors import NotAllowed, Refused, WorkflowError, WrongState
from core.workflow.forms import TransitionForm, form_for
from core.workflow.models import WorkflowModel
from core.workflow.table import Transition


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
        return self.page(request, self.form())

    def post(self, request: HttpRequest, code: str, transition: str) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(request, form, status=400)
        try:
            advance(
                self.obj,
                self.arrow.name,
                by=request.user,
                note=form.cleaned_data.get("note", ""),
                channel="web",
                **form.data_for_engine(),
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
            return self.page(request, form, status=400)
        except NotAllowed as error:
            return self.page(request, form, status=403, problem=error.message)
        except WorkflowError as error:
            return self.page(request, form, status=409, problem=error.message)
        messages.success(request, self.thanks())
        return HttpResponseRedirect(self.next_url())

    def form(self, data: Any = None) -> TransitionForm:
        return form_for(self.arrow)(data, obj=self.obj, user=self.request.user)

    def next_url(self) -> str:
        target = self.request.POST.get("next", "")
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
            "next": request.POST.get("next") or request.GET.get("next", ""),
            **self.more_context(),
        }
        return render(request, self.template_name, context, status=status)
