"""A page's own form, each of its fields a question: the elder version of forms made for one matter.

What has its own order and words for its questions has a QuestionsView of its own.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from core.ui.questions import Question, QuestionsView

ASKS = "question"  # in the address, beside what else stands there


class PageQuestions(QuestionsView):
    """Stays at the address of the form. `changing` begins with all answers, each to be changed."""

    make: Callable[[Any], forms.BaseForm]
    act: Callable[[Any], tuple[HttpResponse | None, int]]
    changing = False

    @cached_property
    def kept(self) -> str:  # type: ignore[override]
        return f"answers {self.request.path}"

    @cached_property
    def questions(self) -> tuple[Question, ...]:  # type: ignore[override]
        fields = self.form().visible_fields()
        return (
            *(Question(str(field.label), (field.name,)) for field in fields),
            Question(
                _("What do you want to change?") if self.changing else _("Is everything right?")
            ),
        )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get(ASKS, "")
        if asked.isascii() and asked.isdigit() and len(asked) < 3:
            return super().dispatch(request, int(asked))  # type: ignore[return-value]
        if request.method == "GET":
            request.session.pop(self.kept, None)
        return super().dispatch(request, len(self.questions) if self.changing else 1)  # type: ignore[return-value]

    def _answers(self) -> dict[str, list[str]]:
        """What is to be changed counts as answered."""
        form = self.form()
        first = {name: _sent(form[name].value()) for name in form.fields if self.changing}
        return first | super()._answers()

    def form(self, data: Any = None) -> forms.BaseForm:
        return self.make(data)

    def send(self, form: Any) -> tuple[HttpResponse | None, int]:
        return self.act(form)

    def _address(self, number: int) -> str:
        query = self.request.GET.copy()
        query[ASKS] = str(number)
        return f"{self.request.path}?{query.urlencode()}"


def _sent(value: Any) -> list[str]:
    """A value as a browser would send it."""
    if isinstance(value, bool):
        return ["on"] if value else []
    return ["" if value is None else str(value)]


def ask_one_by_one(
    request: HttpRequest,
    *,
    form: Callable[[Any], forms.BaseForm],
    send: Callable[[Any], tuple[HttpResponse | None, int]],
    label: Promise | str,
    sign: str = "check",
    changing: bool = False,
    layout: str = "",
    leave: str = "",
    about: str = "",
    lead: Promise | str = "",
) -> HttpResponse:
    """`form(data)` asked field by field; `send(form)` does it, or tells the status of the page.

    `leave` is where it goes without doing anything; `about` stands above every question, `lead`
    with the first.
    """
    view = PageQuestions(
        make=form,
        act=send,
        send_label=label,
        send_sign=sign,
        changing=changing,
        layout=layout,
        leave=leave,
        about=about,
        lead=lead,
    )
    view.setup(request)
    return view.dispatch(request)
