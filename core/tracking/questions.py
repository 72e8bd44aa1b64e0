"""Code and digits asked one question a page."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from core.tracking.door import Door, TrackForm, track_form
from core.ui.questions import Question, QuestionsView


@method_decorator(never_cache, name="dispatch")
class TrackSteps(QuestionsView):
    """The code on the slip, then the four digits. A room's own class names its `door`."""

    door: ClassVar[Door[Any]]
    send_label = _("Look it up")
    send_sign = "search"
    questions: ClassVar = (
        Question(_("Which tracking code is on your slip?"), ("code",)),
        Question(_("What are the last four digits of your phone?"), ("last4",)),
    )

    def __init_subclass__(cls) -> None:
        cls.name = f"{cls.door.namespace}:track_step"
        cls.kept = f"track_answers_{cls.door.namespace}"

    def form(self, data: Any = None) -> TrackForm:
        return track_form(self.request, data)

    def send(self, form: TrackForm) -> tuple[HttpResponse | None, int]:
        return self.door.enter(self.request, form)
