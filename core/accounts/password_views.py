"""Setting a password; in elder mode one question a page: the one until now, the new one, once more.

What was typed on one page is kept for the next as a hash only.
"""

from typing import Any

from allauth.account.views import PasswordChangeView, PasswordSetView
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

TYPED = "new_password_typed"  # in the session, between the two pages


class _AskedInTurn:
    """A form whose fields have pages of their own in elder mode; the others ask it whole."""

    request: Any
    again = False

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.session.pop(TYPED, None)
        if request.elder and "oldpassword" in self.get_form().fields:  # type: ignore[attr-defined]
            back = urlencode({"next": request.path})
            return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{back}")
        return super().get(request, *args, **kwargs)  # type: ignore[misc,no-any-return]

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.elder and "password1" not in request.POST and TYPED in request.session:
            return self._repeated(request.session[TYPED])
        if request.elder and "password2" not in request.POST:
            return self._typed()
        return super().post(request, *args, **kwargs)  # type: ignore[misc,no-any-return]

    def _typed(self) -> HttpResponseBase:
        """The new password is typed for the first time."""
        form = self.get_form()  # type: ignore[attr-defined]
        form.errors.pop("password2", None)
        if not form.errors:
            self.request.session[TYPED] = make_password(form.cleaned_data["password1"])
            self.again = True
        return self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined,no-any-return]

    def _repeated(self, typed: str) -> HttpResponseBase:
        """It is typed once more; only now it counts."""
        password = self.request.POST.get("password2", "")
        if check_password(password, typed):
            del self.request.session[TYPED]
            self.request.POST = self.request.POST.copy()
            self.request.POST["password1"] = password
            return super().post(self.request)  # type: ignore[misc,no-any-return]
        self.again = True
        form = self.get_form()  # type: ignore[attr-defined]
        form.errors.clear()
        form.add_error("password2", _("You must type the same password each time."))
        return self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined,no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"again": self.again}  # type: ignore[misc,no-any-return]


class NewPasswordView(_AskedInTurn, PasswordChangeView):
    """Another password, by whoever knows the one until now or proved the phone just now."""


class FirstPasswordView(_AskedInTurn, PasswordSetView):
    """A password for someone who signed in with codes so far."""
