"""Small buttons on a page with many: `do` names the action, a sentence says what came of it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.lists.text import clean_text
from core.operations.faults import bad_request
from core.workflow.errors import Refused, WorkflowError

Action = Callable[[Any, HttpRequest], str | None]


def act(
    request: HttpRequest,
    obj: Any,
    table: Mapping[str, Action],
    *,
    back: str,
    args: Any = (),
    again: Callable[[Refused], HttpResponse] | None = None,
) -> HttpResponse:
    """Do what was asked, and lead back to the page; what was refused is said there.

    Where something was typed, `again` shows the page with it still there, and with what is wrong
    about it. An unknown action, or one that lacks what it needs, is a bad request.
    """
    action = table.get(request.POST.get("do", ""))
    if action is None:
        return bad_request(request)
    try:
        said = action(obj, request)
    except (Refused, WorkflowError) as refused:
        if again is not None and isinstance(refused, Refused):
            return again(refused)
        messages.error(request, refused.message)
    except (KeyError, ValueError):
        return bad_request(request)
    else:
        messages.success(request, said or _("Done."))
    answer = redirect(back, *args)
    anchor = request.POST.get("at", "")
    if anchor.isascii() and anchor.isalnum():
        answer["Location"] += f"#{anchor}"
    return answer


def typed(request: HttpRequest, name: str, longest: int, *, lines: bool = False) -> str:
    """Words of the form, made fit to be kept; empty when there are none."""
    return clean_text(request.POST.get(name, ""), lines=lines)[:longest]


def number(request: HttpRequest, name: str, *, empty: int | None = None) -> int:
    """A whole number of the form. Raises ValueError; `empty` stands for nothing typed."""
    text = request.POST.get(name, "").strip()
    if not text and empty is not None:
        return empty
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise ValueError(name)
    return int(text)


def one(rows: Any, request: HttpRequest, name: str) -> Any:
    """The row of these that the form names by its key. Raises Http404."""
    found = rows.filter(pk=number(request, name)).first()
    if found is None:
        raise Http404
    return found
