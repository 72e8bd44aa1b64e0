"""Correcting one's own data one question a page."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from core.ui.questions import Question, QuestionsView
from portal.me.forms import DataForm


@method_decorator(never_cache, name="dispatch")
class DataSteps(LoginRequiredMixin, QuestionsView):
    name = "me:data_step"
    kept = "data_answers"
    send_label = gettext_lazy("Save")
    questions: ClassVar = (
        Question(gettext_lazy("What is your name?"), ("name",)),
        Question(gettext_lazy("Where do you live?"), ("community",)),
        Question(gettext_lazy("Which e-mail address reaches you?"), ("email",)),
        Question(gettext_lazy("Is everything right?")),
    )

    def form(self, data: Any = None) -> DataForm:
        return DataForm(data, instance=self.request.user)

    def send(self, form: DataForm) -> tuple[HttpResponse | None, int]:
        if not form.is_valid():
            return None, 400
        form.save_corrections()
        messages.success(self.request, _("Saved."))
        return redirect("me:data"), 302
