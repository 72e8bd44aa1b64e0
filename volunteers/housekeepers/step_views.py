"""Becoming a volunteer one question a page."""

from typing import Any, ClassVar

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from core.ui.questions import Question, QuestionsView
from volunteers.housekeepers.forms import RegisterForm
from volunteers.housekeepers.own_views import register_form, register_from


@method_decorator(never_cache, name="dispatch")
class RegisterSteps(LoginRequiredMixin, QuestionsView):
    """From where one lives to the consent; who is a volunteer already changes the answers."""

    name = "housekeepers:step"
    kept = "volunteer_answers"
    send_label = _("Send it")
    send_sign = "heart-handshake"
    questions: ClassVar = (
        Question(_("Where do you live?"), ("community",)),
        Question(_("What are you glad to help with?"), ("interests",)),
        Question(_("Is there something else you are glad to do?"), ("other",)),
        Question(_("Do you have a volunteer number?"), ("volunteer_number",)),
        Question(_("Is everything right?"), ("consent",)),
    )

    def form(self, data: Any = None) -> RegisterForm:
        return register_form(self.request, data)

    def send(self, form: RegisterForm) -> tuple[HttpResponse | None, int]:
        done = register_from(self.request, form)
        return done, 302 if done else 400
