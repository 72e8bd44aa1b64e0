"""Making a wish one question a page: the elder version, complete and without JavaScript.

Answers wait in the session until the last page; nothing is lost by going back.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from volunteers.wishes.forms import MakeForm
from volunteers.wishes.making_views import given_for, make_from

ANSWERS = "wish_answers"
QUESTIONS = [
    (_("What do you wish for?"), ("story",)),
    (_("What kind of help is it?"), ("kind",)),
    (_("Where do you live?"), ("community",)),
    (_("Who are you, and how do we reach you?"), ("contact_name", "contact_phone")),
    (_("How may the helper reach you?"), ("contact_mode",)),
    (_("Is everything right?"), ("consent",)),
]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: int) -> HttpResponse:
    """One question; the last page shows the answers and asks for the consent."""
    if not 1 <= number <= len(QUESTIONS):
        return redirect("wishes:step", 1)
    answers = request.session.get(ANSWERS, {})
    given = given_for(request)
    names = QUESTIONS[number - 1][1]
    form = MakeForm(request.POST or None, **{**given, "initial": {**given["initial"], **answers}})
    names = tuple(n for n in names if n in form.fields)
    if not names:
        return redirect("wishes:step", number + 1)
    status = 200
    if request.method == "POST":
        form.is_valid()
        wrong = {n: form.errors[n] for n in names if n in form.errors}
        if not wrong:
            answers |= {n: request.POST.get(n, "") for n in names}
            request.session[ANSWERS] = answers
            if number < len(QUESTIONS):
                return redirect("wishes:step", number + 1)
            return _send(request, answers)
        form.errors.clear()
        form.errors.update(wrong)
        status = 400
    return _page(request, form, number, answers, status)


def _send(request: HttpRequest, answers: dict[str, str]) -> HttpResponse:
    """Make the wish from all answers; a fault leads back to its question."""
    form = MakeForm(answers, **given_for(request))
    made, status = make_from(request, form)
    if made:
        request.session.pop(ANSWERS, None)
        return made
    wrong = (n for n, (_q, names) in enumerate(QUESTIONS, 1) if form.errors.keys() & set(names))
    return _page(request, form, next(wrong, len(QUESTIONS)), answers, status)


def _page(
    request: HttpRequest, form: MakeForm, number: int, answers: dict[str, str], status: int
) -> HttpResponse:
    question, names = QUESTIONS[number - 1]
    context = {
        "form": form,
        "fields": [form[n] for n in names if n in form.fields],
        "question": question,
        "number": number,
        "of": len(QUESTIONS),
        "answers": _told(form, answers) if number == len(QUESTIONS) else [],
    }
    return render(request, "volunteers/wishes/step.html", context, status=status)


def _told(form: MakeForm, answers: dict[str, str]) -> list[tuple[int, Any, str]]:
    """The answers so far, in words, each with the page that asked."""
    found = []
    for number, (_question, names) in enumerate(QUESTIONS[:-1], start=1):
        for name in names:
            if name in form.fields and answers.get(name):
                field = form.fields[name]
                choices = {str(k): v for k, v in getattr(field, "choices", [])}
                found.append((number, form[name].label, choices.get(answers[name], answers[name])))
    return found
