"""One value in full: asked for with a reason, shown once, on record for the person concerned."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from core.privacy.access import revealable
from core.privacy.forms import ReasonForm
from core.privacy.models import Reveal
from core.privacy.services import reveal

MOST_AN_HOUR = 60


@method_decorator(never_cache, name="dispatch")
class RevealView(LoginRequiredMixin, View):
    """GET asks for the reason, POST shows the value: as a page, an HTMX fragment, or JSON.

    404 for what is not registered or out of scope; 429 after 60 looks in an hour, counted in
    the log itself. `next` leads back to the page one came from.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            entry = revealable(kwargs["label"], kwargs["field"])
            obj = entry.find(request.user, kwargs["ref"]) if entry else None
            if obj is None:
                raise Http404
            self.obj, self.field = obj, kwargs["field"]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._page(request, form=ReasonForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._page(request, form=form, status=400)
        if self._too_many(request.user):
            return self._page(request, form=form, status=429, too_many=True)
        reason = form.cleaned_data["reason"]
        value = reveal(self.obj, self.field, by=request.user, reason=reason)
        if self._wants_json(request):
            return JsonResponse({"value": value})
        return self._page(request, value=value, shown=True)

    def _page(self, request: HttpRequest, status: int = 200, **context: Any) -> HttpResponse:
        form, too_many = context.get("form"), context.get("too_many")
        if status >= 400 and self._wants_json(request):
            fields = dict(form.errors) if form and not too_many else {}
            code = "too_many" if too_many else "invalid"
            error = {"code": code, "message": _("Not shown."), "fields": fields}
            return JsonResponse({"error": error}, status=status)
        back = request.POST.get("next") or request.GET.get("next") or ""
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = ""
        label = self.obj._meta.get_field(self.field).verbose_name
        context |= {"object": self.obj, "label": label, "back": back}
        fragment = bool(request.headers.get("HX-Request"))
        template = "core/privacy/_reveal.html" if fragment else "core/privacy/reveal.html"
        # HTMX swaps only 2xx answers; the form says itself what is missing.
        return render(request, template, context, status=200 if fragment else status)

    @staticmethod
    def _wants_json(request: HttpRequest) -> bool:
        return request.headers.get("Accept", "").startswith("application/json")

    @staticmethod
    def _too_many(user: Any) -> bool:
        since = timezone.now() - timedelta(hours=1)
        looks = Reveal.objects.filter(viewer=user, at__gt=since)
        return looks.count() >= MOST_AN_HOUR
