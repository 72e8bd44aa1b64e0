"""One wish: its words, its way so far, and what this person may do about it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.privacy.masking import mask_address, mask_name, mask_phone
from core.ui.caching import kept_for_visitors
from core.ui.page_questions import ask_one_by_one
from core.workflow.engine import available
from core.workflow.errors import Refused
from core.workflow.queries import Step, timeline
from core.workflow.views import TransitionView
from volunteers.housekeepers.rules import is_volunteer
from volunteers.wishes import rules
from volunteers.wishes.effects import WALL
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services import editing, ending
from volunteers.wishes.services.ending import LONGEST_THANKS
from volunteers.wishes.ways import way_to_wisher

PARTS = {
    "wisher": _("the wisher"),
    "staff": _("community staff"),
    "claimer": _("the helper"),
    "volunteer": _("a volunteer"),
    "proxy": _("who entered it"),
    "system": _("the portal"),
}


def find(request: HttpRequest, code: str) -> MicroWish:
    """The wish if this person may see it; 404 otherwise."""
    rows = MicroWish.objects.visible_to(request.user).select_related("area")
    return get_object_or_404(rows, code=code)


def told(wish: MicroWish, *, own: bool) -> list[dict[str, Any]]:
    """The way of a wish as a parcel's; notes only for those who may read them."""
    return [_line(step, wish, own) for step in timeline(wish)]


def _line(step: Step, wish: MicroWish, own: bool) -> dict[str, Any]:
    record = step.record
    part = record.part
    if part == "system" and record.on_behalf_of == "wisher":
        part = "wisher"  # without an account
    detail = f"{wish.area.name} · {PARTS.get(part, '')}" if part else ""
    return {
        "title": step.said,
        "at": record.at,
        "detail": detail,
        "note": record.note if own else "",
        "state": "now" if step.now else "done",
    }


@never_cache
@require_safe
@kept_for_visitors(WALL)
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a wish, the same address for the visitor, the helper, the wisher and staff."""
    wish = find(request, code)
    user = request.user
    own = rules.reads_own_words(user, wish)
    helping = _my_claim(wish, user)
    staff = user.is_authenticated and user.can("wishes.see", wish.area)
    verifies = user.is_authenticated and user.can("wishes.verify", wish.area)
    context = {
        "wish": wish,
        "tone": wish.tone,
        "own": own,
        "staff": staff,
        "layout": "layouts/staff.html" if staff else "layouts/resident.html",
        "steps": told(wish, own=own or helping is not None),
        "arrows": available(wish, user) if user.is_authenticated else [],
        "helping": helping,
        "way": way_to_wisher(wish) if helping else "",
        "contact": _contact(wish) if rules.may_see_contact(user, wish) else None,
        "claims": wish.claims.select_related("claimer").order_by("claimed_at") if staff else [],
        "may_register": user.is_authenticated and not staff and not is_volunteer(user),
        "may_edit": own and rules.can_be_edited(wish) and rules.speaks_for(user, wish),
        "may_thank": rules.speaks_for(user, wish) and rules.can_be_thanked_for(wish),
        "may_invite": verifies and rules.can_be_offered(wish),
        "may_guard": verifies and rules.needs_guardian(wish) and not wish.guardian_agreed_at,
        "may_print": rules.speaks_for(user, wish),
    }
    return render(request, "volunteers/wishes/detail.html", context)


def _my_claim(wish: MicroWish, user: Any) -> Any:
    if not user.is_authenticated:
        return None
    return wish.claims.filter(claimer=user, ended_at__isnull=True).first()


def _contact(wish: MicroWish) -> list[tuple[Any, str, str]]:
    """Label, masked value and field of each contact value there is."""
    found = [
        ("contact_name", mask_name(wish.contact_name)),
        ("contact_phone", mask_phone(wish.contact_phone)),
        ("contact_address", mask_address(wish.contact_address)),
        ("guardian_name", mask_name(wish.guardian_name)),
        ("guardian_phone", mask_phone(wish.guardian_phone)),
    ]
    fields = MicroWish._meta
    return [(fields.get_field(n).verbose_name, v, n) for n, v in found if v]


TO_HELPERS = {
    "claim": _("Thank you. The wish is yours now: please get in touch within seven days."),
    "join": _("Thank you. You are one of the group now."),
    "report_contact": _("Good. Please tell us when it is done."),
    "fulfil": _("Thank you. Now the wisher is asked whether it came true."),
    "give_up": _("It is back on the wall. Thank you for telling us."),
    "leave": _("You have left the group. Thank you for telling us."),
}


class WishTransitionView(TransitionView):
    """The form behind each button of a wish."""

    model = MicroWish
    template_name = "volunteers/wishes/arrow.html"

    def thanks(self) -> Any:
        """Helpers hear what comes next, not what the wisher reads."""
        return TO_HELPERS.get(self.arrow.name) or super().thanks()

    def more_context(self) -> dict[str, Any]:
        """Staff stay in their frame, and see her own words while they write those for the wall."""
        user: Any = self.request.user
        staff = user.can("wishes.see", self.obj.area)
        own = self.arrow.name == "publish" and rules.reads_own_words(user, self.obj)  # type: ignore[arg-type]
        return {"own": own, "layout": f"layouts/{'staff' if staff else 'resident'}.html"}


class ThankForm(forms.Form):
    """A few words for the helpers, on the wall only if she ticks it."""

    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_THANKS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only the helpers read it. Leave it empty to take the note back."),
    )
    public = forms.BooleanField(
        label=_("It may stand on the wish wall, without my name"), required=False
    )


@login_required
@require_http_methods(["GET", "POST"])
def thank(request: HttpRequest, code: str) -> HttpResponse:
    """Leave a thank-you note. Nobody is asked for one."""
    wish = find(request, code)
    if not (rules.speaks_for(request.user, wish) and rules.can_be_thanked_for(wish)):
        raise Http404
    first = {"text": wish.thank_you, "public": bool(wish.public_thank_you)}

    def make(data: Any) -> ThankForm:
        return ThankForm(data, initial=first)

    def send(form: ThankForm) -> tuple[HttpResponse | None, int]:
        if form.is_valid():
            try:
                ending.thank(wish, by=request.user, **form.cleaned_data)
            except Refused as refused:
                form.add_error("text", refused.message)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Thank you. The helpers will read it."))
                return redirect(wish), 302
        return None, 400

    if getattr(request, "elder", False):
        return ask_one_by_one(
            request,
            form=make,
            send=send,
            label=_("Send the note"),
            sign="heart",
            leave=wish.get_absolute_url(),
        )
    form = make(request.POST or None)
    done, status = send(form) if request.method == "POST" else (None, 200)
    context = {"wish": wish, "form": form}
    return done or render(request, "volunteers/wishes/thank.html", context, status=status)


@require_http_methods(["POST"])
@login_required
def privacy(request: HttpRequest, code: str) -> HttpResponse:
    """Take a wish off the public wall, or put it back."""
    wish = find(request, code)
    if not rules.speaks_for(request.user, wish):
        raise Http404
    private = request.POST.get("private") == "1"
    try:
        editing.set_private(wish, by=request.user, private=private)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = _("It is off the public wall now.") if private else _("It may stand on the wall.")
        messages.success(request, said)
    return redirect(wish)
