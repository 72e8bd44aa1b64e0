"""Making a wish: for oneself with or without an account, for somebody else, and changing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from centres.directory.chosen import chosen_community
from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.ui.page_questions import ask_one_by_one
from volunteers.wishes import rules
from volunteers.wishes.detail_views import find
from volunteers.wishes.forms import EditForm, ForOthersForm, MakeForm, communities_for
from volunteers.wishes.services.editing import edit
from volunteers.wishes.services.making import make_wish
from volunteers.wishes.tracking_views import door

RATE = "10/hour"  # wishes from one address; staff enter many and are not counted


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """One page: the wish in one box, how to reach the person, the place, the consent."""
    if getattr(request, "elder", False) and request.method != "POST":
        return redirect("wishes:step", 1)
    form = MakeForm(request.POST or None, **given_for(request))
    made, status = make_from(request, form) if request.method == "POST" else (None, 200)
    if made:
        return made
    return render(request, "volunteers/wishes/new.html", {"form": form}, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def for_others(request: HttpRequest) -> HttpResponse:
    """Entering a wish for somebody who will not or cannot type."""
    staff = request.user.holds_role
    if getattr(request, "elder", False) and not staff and request.method != "POST":
        return redirect("wishes:for_others_step", 1)
    form = ForOthersForm(request.POST or None, **given_for(request, others=True))
    made, status = make_from(request, form) if request.method == "POST" else (None, 200)
    if made:
        return made
    context = {
        "form": form,
        "others": True,
        "layout": f"layouts/{'staff' if staff else 'resident'}.html",
    }
    return render(request, "volunteers/wishes/new.html", context, status=status)


def given_for(request: HttpRequest, *, others: bool = False) -> dict[str, Any]:
    """What the forms need to know of the person asking."""
    community = chosen_community(request)
    return {
        "user": request.user,
        "communities": communities_for(request.user, others=others),
        "initial": {"community": community.code if community else ""},
    }


def make_from(request: HttpRequest, form: MakeForm) -> tuple[HttpResponse | None, int]:
    """The answer when the wish was made; else nothing and the status of the form's page."""
    if not form.is_valid():
        return None, 400
    staff = request.user.is_authenticated and request.user.holds_role
    if not staff and not throttle("wish-make", limit_key(request), rate=RATE):
        form.add_error(None, _("Many wishes came from here just now. Please wait, or call us."))
        return None, 429
    try:
        wish = make_wish(
            by=request.user if request.user.is_authenticated else None, **form.details()
        )
    except ValidationError as error:
        form.take_errors(error)
        return None, 400
    door.keep(request, wish)
    return redirect("wishes:made"), 302


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change a wish as long as it is not on the wall."""
    wish = find(request, code)
    if not (rules.speaks_for(request.user, wish) and rules.can_be_edited(wish)):
        raise Http404
    staff = request.user.can("wishes.see", wish.area)

    def make(data: Any) -> EditForm:
        return EditForm(data, wish=wish, own=request.user.pk == wish.wisher_id)

    def send(form: EditForm) -> tuple[HttpResponse | None, int]:
        if form.is_valid():
            try:
                edit(wish, by=request.user, **form.changes())
            except ValidationError as error:
                form.take_errors(error)
            else:
                messages.success(request, _("Changed."))
                return redirect(wish), 302
        return None, 400

    if getattr(request, "elder", False) and not staff:
        return ask_one_by_one(
            request,
            form=make,
            send=send,
            label=_("Save"),
            changing=True,
            leave=wish.get_absolute_url(),
        )
    form = make(request.POST or None)
    done, status = send(form) if request.method == "POST" else (None, 200)
    context = {
        "form": form,
        "wish": wish,
        "layout": f"layouts/{'staff' if staff else 'resident'}.html",
    }
    return done or render(request, "volunteers/wishes/edit.html", context, status=status)
