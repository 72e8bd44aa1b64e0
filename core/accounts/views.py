"""Pages of signing in that differ from allauth's, the language switch, the ability table."""

from typing import Any

from allauth.account.views import (
    ChangePhoneView,
    ConfirmLoginCodeView,
    LoginView,
    RequestLoginCodeView,
)
from allauth.core.exceptions import RateLimited
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from core.accounts.abilities import Role, declared
from core.accounts.forms import PhoneForm
from core.accounts.phone_proof import why_no_code
from core.accounts.phone_sign_in import PhoneCodeProcess
from core.privacy.masking import mask_phone


class SignInView(LoginView):
    """Name and password; in elder mode the name first, then the password."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.elder and "password" not in request.POST:  # type: ignore[attr-defined]
            return self._named(self.get_form())
        return super().post(request, *args, **kwargs)

    def _named(self, form: Any) -> HttpResponse:
        """On to the password, whatever the name: the answer tells nothing about accounts."""
        form.full_clean()
        for name in [name for name in form.errors if name != "login"]:
            del form.errors[name]
        return self.render_to_response(self.get_context_data(form=form, named=not form.errors))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        named = "password" in self.request.POST and "login" not in context["form"].errors
        return {"named": named} | context


@method_decorator(never_cache, name="dispatch")
class PhoneView(RequestLoginCodeView):
    """Ask for the phone, text a code; the answer is the same for every mobile number."""

    def get_form_class(self) -> type[PhoneForm]:
        return PhoneForm

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            PhoneCodeProcess.initiate(request=self.request, phone=form.cleaned_data["phone"])
        except RateLimited as fault:
            form.add_error("phone", why_no_code(fault))
            return self.form_invalid(form)
        return HttpResponseRedirect(self.get_success_url())


class CodeView(ConfirmLoginCodeView):
    """Type the code that was texted."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        stage = request._login_stage  # type: ignore[attr-defined]
        self.stage = stage
        self._process = PhoneCodeProcess.resume(stage)
        if not self._process:
            return HttpResponseRedirect(reverse("account_request_login_code"))
        return super(ConfirmLoginCodeView, self).dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = mask_phone(self._process.state["phone"])
        return super().get_context_data(**kwargs) | {"phone": shown}


class NewPhoneView(ChangePhoneView):
    """Another phone for this account, once a code proves it is in hand."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except RateLimited as fault:
            form.add_error("phone", why_no_code(fault))
            return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"phone": mask_phone(context["phone"] or "")}


class ForgottenPasswordView(TemplateView):
    """How to get in again: with a code to the phone, or through an administrator."""

    template_name = "account/password_reset.html"


class AbilitiesView(LoginRequiredMixin, TemplateView):
    """Which role may do what, read from the table that decides."""

    template_name = "core/accounts/abilities.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and not user.can_somewhere("accounts.view_abilities"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        table = sorted(declared().items())
        rows = [(ability, [role in holders for role in Role]) for ability, holders in table]
        return super().get_context_data(**kwargs) | {"roles": list(Role), "rows": rows}
