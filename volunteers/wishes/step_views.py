"""Making and following a wish one question a page."""

from typing import Any, ClassVar

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from core.tracking import questions as tracking
from core.ui.questions import Question, QuestionsView
from volunteers.wishes.forms import ForOthersForm, MakeForm
from volunteers.wishes.making_views import given_for, make_from
from volunteers.wishes.tracking_views import door


@method_decorator(never_cache, name="dispatch")
class WishSteps(QuestionsView):
    """From the wish in one's own words to the consent."""

    name = "wishes:step"
    kept = "wish_answers"
    send_label = _("Send my wish")
    send_sign = "heart"
    questions: ClassVar = (
        Question(_("What do you wish for?"), ("story",)),
        Question(_("What kind of help is it?"), ("kind",)),
        Question(_("Where do you live?"), ("community",)),
        Question(_("What is your name?"), ("contact_name",)),
        Question(_("Which phone number reaches you?"), ("contact_phone",)),
        Question(_("How may the helper reach you?"), ("contact_mode",)),
        Question(_("Is everything right?"), ("consent",)),
    )

    def form(self, data: Any = None) -> MakeForm:
        return MakeForm(data, **given_for(self.request))

    def send(self, form: MakeForm) -> tuple[HttpResponse | None, int]:
        return make_from(self.request, form)


@method_decorator(never_cache, name="dispatch")
class ForOthersSteps(LoginRequiredMixin, QuestionsView):
    """From who speaks for the person, and on what basis, to the consent."""

    name = "wishes:for_others_step"
    kept = "wish_for_answers"
    send_label = _("Enter the wish")
    send_sign = "heart"
    questions: ClassVar = (
        Question(_("Who are you to this person?"), ("spoken_for",)),
        Question(_("How did the person agree?"), ("consent_basis",)),
        Question(_("How did it come in?"), ("channel",)),
        Question(_("What does she wish for?"), ("story",)),
        Question(_("What kind of help is it?"), ("kind",)),
        Question(_("Where does the person live?"), ("community",)),
        Question(_("What is the person's name?"), ("contact_name",)),
        Question(_("Which phone number reaches the person?"), ("contact_phone",)),
        Question(_("How may the helper reach her?"), ("contact_mode",)),
        Question(_("Is everything right?"), ("consent",)),
    )

    def form(self, data: Any = None) -> ForOthersForm:
        return ForOthersForm(data, **given_for(self.request, others=True))

    def send(self, form: ForOthersForm) -> tuple[HttpResponse | None, int]:
        return make_from(self.request, form)


class TrackSteps(tracking.TrackSteps):
    door = door
