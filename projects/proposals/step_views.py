"""Making a proposal one question a page."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from core.tracking import questions as tracking
from core.ui.questions import Question, QuestionsView
from projects.proposals.forms import MakeForm
from projects.proposals.making_views import given_for, make_from
from projects.proposals.tracking_views import door


@method_decorator(never_cache, name="dispatch")
class ProposalSteps(QuestionsView):
    """From what is missing to the consent."""

    name = "proposals:step"
    kept = "proposal_answers"
    send_label = _("Send my proposal")
    send_sign = "send"
    questions: ClassVar = (
        Question(_("What is missing, or what should be put right?"), ("text",)),
        Question(_("Which community is it about?"), ("community",)),
        Question(_("Where is it?"), ("place",)),
        Question(_("What is your name?"), ("contact_name",)),
        Question(_("Which phone number reaches you?"), ("contact_phone",)),
        Question(_("Is everything right?"), ("consent",)),
    )

    def form(self, data: Any = None) -> MakeForm:
        return MakeForm(data, **given_for(self.request))

    def send(self, form: MakeForm) -> tuple[HttpResponse | None, int]:
        return make_from(self.request, form)


class TrackSteps(tracking.TrackSteps):
    door = door
