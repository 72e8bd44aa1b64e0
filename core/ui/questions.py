"""A form asked one question a page: the elder version, complete and without JavaScript.

Answers wait in the session until the last page; nothing is lost by going back, and a fault
found at the end leads back to its question. The address keeps what follows its `?`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views import View


@dataclass(frozen=True)
class Question:
    """One page: what it asks in large letters, and the fields that answer it."""

    text: Promise | str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """An answer in words, with the address that asked."""

    label: str
    text: str
    href: str


class QuestionsView(View, ABC):
    """Pages 1 … n of one form; the last shows all answers and sends them.

    A page whose fields the form does not have for this person is left out.
    """

    questions: ClassVar[tuple[Question, ...]]
    name: ClassVar[str]  # of the address, which takes the number of the page
    kept: ClassVar[str]  # where in the session the answers wait
    send_label: ClassVar[Promise | str]
    send_sign: ClassVar[str] = "check"
    changing = False  # an answer leads to the look back, which lists also what is not answered
    template_name = "ui/questions.html"
    layout = ""  # the frame; that of residents unless told
    leave = ""  # the address of "not now"
    about = ""  # what it is all about, above every question
    lead: Promise | str = ""  # what to know beforehand, told with the first question

    @abstractmethod
    def form(self, data: Any = None) -> forms.BaseForm:
        """The whole form, with what is known already as first answers."""

    @abstractmethod
    def send(self, form: Any) -> tuple[HttpResponse | None, int]:
        """Do it with the whole form; else nothing and the status of the page with its faults."""

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        pages = self._pages()
        if number not in pages:
            return redirect(self._address(min((p for p in pages if p > number), default=1)))
        return self._page(self.form(), number)

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        pages = self._pages()
        if number not in pages:
            return redirect(self._address(1))
        answers = self._answers() | {
            n: request.POST.getlist(n) for n in self._asked(self.form(), number)
        }
        form = self.form(MultiValueDict(answers))
        if self._keep_faults(form, self._asked(form, number)):
            return self._page(form, number, 400)
        request.session[self.kept] = answers
        if number != pages[-1]:
            following = pages[-1] if self.changing else pages[pages.index(number) + 1]
            return redirect(self._address(following))
        return self._send(MultiValueDict(answers))

    def _send(self, answers: MultiValueDict[str, str]) -> HttpResponse:
        form = self.form(answers)
        done, status = self.send(form)
        if done:
            self.request.session.pop(self.kept, None)
            return done
        wrong = (p for p in self._pages() if form.errors.keys() & set(self._asked(form, p)))
        return self._page(form, next(wrong, self._pages()[-1]), status)

    def _page(self, form: forms.BaseForm, number: int, status: int = 200) -> HttpResponse:
        pages = self._pages()
        place = pages.index(number)
        last = number == pages[-1]
        if not form.is_bound:
            form.initial = {**form.initial, **self._given(form)}
        context = {
            "form": form,
            "fields": [form[n] for n in self._asked(form, number)],
            "question": self.questions[number - 1].text,
            "number": place + 1,
            "of": len(pages),
            "last": last,
            "changing": self.changing,
            "layout": self.layout,
            "leave": self.leave,
            "about": self.about,
            "lead": "" if place else self.lead,
            "answers": self._told() if last else [],
            "back": self._back(pages, place),
            "send_label": self.send_label,
            "send_sign": self.send_sign,
        }
        return render(self.request, self.template_name, context, status=status)

    def _back(self, pages: list[int], place: int) -> str:
        if self.changing:
            return "" if pages[place] == pages[-1] else self._address(pages[-1])
        return self._address(pages[place - 1]) if place else ""

    def _pages(self) -> list[int]:
        """The numbers of the pages this person is asked; the last is never left out."""
        form = self.form()
        numbers = range(1, len(self.questions) + 1)
        return [n for n in numbers if n == len(self.questions) or self._asked(form, n)]

    def _asked(self, form: forms.BaseForm, number: int) -> list[str]:
        return [n for n in self.questions[number - 1].fields if n in form.fields]

    def _answers(self) -> dict[str, list[str]]:
        found = self.request.session.get(self.kept)
        return dict(found) if isinstance(found, Mapping) else {}

    def _given(self, form: forms.BaseForm) -> dict[str, Any]:
        """The waiting answers as first values of an unbound form."""
        answers: MultiValueDict[str, str] = MultiValueDict(self._answers())
        return {
            name: field.widget.value_from_datadict(answers, MultiValueDict(), name)
            for name, field in form.fields.items()
            if name in answers
        }

    def _told(self) -> list[Told]:
        form = self.form()
        form.initial = {**form.initial, **self._given(form)}
        return [
            Told(str(form[name].label), words or "—", self._address(number))
            for number in self._pages()[:-1]
            for name in self._asked(form, number)
            if (words := _in_words(form[name])) or self.changing
        ]

    def _keep_faults(self, form: forms.BaseForm, names: list[str]) -> bool:
        """Whether these fields are at fault; faults of other pages are not shown yet."""
        wrong = {n: form.errors[n] for n in names if n in form.errors}
        form.errors.clear()
        form.errors.update(wrong)
        return bool(wrong)

    def _address(self, number: int) -> str:
        rest = self.request.GET.urlencode()
        return reverse(self.name, args=[number]) + (f"?{rest}" if rest else "")


def _in_words(field: forms.BoundField) -> str:
    """What was answered, in the words of the choices where there are some."""
    value = field.value()
    if value is True:
        return _("Yes")
    values = [str(v) for v in value] if isinstance(value, list | tuple) else [str(value or "")]
    choices = {str(k): str(v) for k, v in getattr(field.field, "choices", [])}
    return pgettext("between items", ", ").join(choices.get(v, v) for v in values if v)
