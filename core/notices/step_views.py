"""How one wants to be told, one sort of message a page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from core.notices.forms import PreferencesForm
from core.notices.kinds import groups_to_choose
from core.ui.questions import Question, QuestionsView


@method_decorator(never_cache, name="dispatch")
class PreferenceSteps(LoginRequiredMixin, QuestionsView):
    name = "notices:preferences_step"
    kept = "preference_answers"
    send_label = gettext_lazy("Save")

    @cached_property
    def questions(self) -> tuple[Question, ...]:  # type: ignore[override]
        """One for each group of messages that rooms have declared, and the look back."""
        asked = gettext_lazy("How else do you want to hear of this? “%(group)s”")
        pages = [
            Question(asked % {"group": label}, (name,))
            for name, label in groups_to_choose().items()
        ]
        return (*pages, Question(gettext_lazy("Is everything right?")))

    def form(self, data: Any = None) -> PreferencesForm:
        return PreferencesForm(data, user=self.request.user)

    def send(self, form: PreferencesForm) -> tuple[HttpResponse | None, int]:
        if not form.is_valid():
            return None, 400
        form.save()
        messages.success(self.request, _("Saved."))
        return redirect("notices:inbox"), 302
