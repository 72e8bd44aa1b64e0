"""Staff bring a wish and people together: asking a volunteer, and writing the guardian down."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.accounts.staff_pages import for_staff
from core.privacy.masking import mask_name
from core.ui.paging import keyset_page
from volunteers.housekeepers.filters import VolunteerFilter
from volunteers.housekeepers.models import Volunteer
from volunteers.housekeepers.queries import volunteers_with_terms
from volunteers.wishes import rules
from volunteers.wishes.detail_views import find
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services import invite, record_guardian

PAGE = 20
ask_and_do = require_http_methods(["GET", "HEAD", "POST"])


def _verified_by(request: HttpRequest, code: str) -> MicroWish:
    """The wish, for staff who verify it; 404 for everybody else."""
    wish = find(request, code)
    user: Any = request.user
    if not user.can("wishes.verify", wish.area):
        raise Http404
    return wish


@for_staff("wishes.verify")
@ask_and_do
def ask_volunteer(request: HttpRequest, code: str) -> HttpResponse:
    """Volunteers of the wish's community, the newest first; each may be asked to look at it."""
    wish = _verified_by(request, code)
    if not rules.can_be_offered(wish):
        messages.info(request, _("This wish is not waiting for a helper."))
        return redirect(wish)
    user: Any = request.user
    near = volunteers_with_terms(user, wish.area.community or wish.area)
    if request.method == "POST":
        return _asked(request, wish, near.filter(pk=_number(request.POST.get("volunteer"))).first())
    form = VolunteerFilter(request.GET or None, areas=())
    page = keyset_page(form.narrowed(near), request, order=("-registered_on", "-id"), size=PAGE)
    asked = wish.invitations.filter(invited__in=[v.user_id for v in page.rows])
    context = {
        "wish": wish,
        "form": form,
        "page": page,
        "asked": set(asked.values_list("invited_id", flat=True)),
    }
    return render(request, "volunteers/wishes/invite.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _asked(request: HttpRequest, wish: MicroWish, volunteer: Volunteer | None) -> HttpResponse:
    user: Any = request.user
    if volunteer is None:
        messages.error(request, _("Please choose a registered volunteer."))
        return redirect("wishes:invite", wish.code)
    try:
        invite(wish, volunteer.user, by=user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wishes:invite", wish.code)
    messages.success(request, _("Asked. A message is on its way."))
    return redirect(wish)


class GuardianForm(forms.Form):
    """Who the guardian is, and whether the guardian agreed or was only told."""

    name = forms.CharField(label=gettext_lazy("Guardian's name"), max_length=60)
    phone = forms.CharField(
        label=gettext_lazy("Guardian's phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("The guardian has agreed"),
        help_text=gettext_lazy("Without it the guardian counts as informed only."),
        required=False,
    )


FIELDS = {"guardian_name": "name", "guardian_phone": "phone"}


@for_staff("wishes.verify")
@ask_and_do
def guardian(request: HttpRequest, code: str) -> HttpResponse:
    """Put the guardian of a minor on record."""
    wish = _verified_by(request, code)
    if not rules.needs_guardian(wish):
        raise Http404
    form = GuardianForm(request.POST or None)
    known = mask_name(wish.guardian_name)
    if known:
        form.fields["name"].help_text = _("On record: %(name)s") % {"name": known}
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        try:
            given = form.cleaned_data
            phone = given["phone"] or wish.guardian_phone
            record_guardian(wish, by=user, **{**given, "phone": phone})
        except ValidationError as error:
            for name, found in error.message_dict.items():
                form.add_error(FIELDS.get(name), found)
        else:
            messages.success(request, _("The guardian is on record."))
            return redirect(wish)
    status = 400 if form.is_bound and form.errors else 200
    context = {"wish": wish, "form": form}
    return render(request, "volunteers/wishes/guardian.html", context, status=status)
