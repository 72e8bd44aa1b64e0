"""Making a proposal one question a page."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from core.ui.questions import Question, QuestionsView
from projects.proposals.forms import MakeForm
from projects.proposals.making_views import given_for, make_from
from projects.proposals.tracking_views import TrackForm, track_form, track_from


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


@method_decorator(never_cache, name="dispatch")
class TrackSteps(QuestionsView):
    """The code on the slip, then the four digits."""

    name = "proposals:track_step"
    kept = "proposal_track_answers"
    send_label = _("Look it up")
    send_sign = "search"
    questions: ClassVar = (
        Question(_("Which tracking code is on your slip?"), ("code",)),
        Question(_("What are the last four digits of your phone?"), ("last4",)),
    )

    def form(self, data: Any = None) -> TrackForm:
        return track_form(self.request, data)

    def send(self, form: TrackForm) -> tuple[HttpResponse | None, int]:
        return track_from(self.request, form)
