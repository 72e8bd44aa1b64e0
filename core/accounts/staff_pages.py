"""Which staff may open which page; everybody else finds nothing there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponse]


def for_staff(ability: str) -> Callable[[View], View]:
    """The page is for people with the ability somewhere: others get 404, visitors sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.can_somewhere(ability):  # type: ignore[union-attr]
                raise Http404
            return view(request, *args, **kwargs)

        return never_cache(login_required(answer))

    return decorate
