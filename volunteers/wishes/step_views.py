"""Making and following a wish one question a page."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from core.tracking import questions as tracking
from core.ui.questions import Question, QuestionsView
from volunteers.wishes.forms import MakeForm
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


class TrackSteps(tracking.TrackSteps):
    door = door
