"""Calls for proposals: for everybody to read, for staff to make."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.directory.chosen import chosen_community
from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.areas.scope import within
from core.ui.paging import keyset_page
from projects.delivery.kinds import Category, ProjectKind
from projects.proposals import queries
from projects.proposals.calls import CallForProposals
from projects.proposals.kinds import Voting
from projects.proposals.services import calling

PAGE = 20


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """What is asked of one's own community today, then every call, newest first."""
    community = chosen_community(request)
    user: Any = request.user
    managed = user.areas_where("calls.manage") if user.is_authenticated else ()
    context = {
        "community": community,
        "mine": queries.open_calls(community) if community is not None else [],
        "page": keyset_page(queries.public_calls(), request, order=("-opens_on", "-id"), size=PAGE),
        "drafts": CallForProposals.objects.filter(published_at__isnull=True)
        .filter(within(managed))
        .select_related("area")
        .order_by("-id")[:PAGE],
        "may_call": bool(managed),
    }
    return render(request, "projects/proposals/calls.html", context)


def _find(request: HttpRequest, code: str) -> CallForProposals:
    rows = CallForProposals.objects.visible_to(request.user).select_related("area")  # type: ignore[attr-defined]
    found: CallForProposals = get_object_or_404(rows, code=code)
    return found


@require_safe
def call_page(request: HttpRequest, code: str) -> HttpResponse:
    """One call: what is asked, until when, what money there is, who decides; and what came in."""
    call = _find(request, code)
    user: Any = request.user
    came = queries.public_list(queries.Filters(call=call.code))
    votes = call.ballots.visible_to(user).order_by("-id")[:PAGE]  # type: ignore[attr-defined]
    context = {
        "call": call,
        "votes": [(vote, _chosen(vote)) for vote in votes],
        "may_vote_on": _may_prepare_a_vote(user, call),
        "came": list(came[:6]),
        "managing": user.is_authenticated and user.can("calls.manage", call.area),
    }
    return render(request, "projects/proposals/call.html", context)


def _chosen(vote: Any) -> list[Any]:
    """What a published vote chose, in order; the room of votes lies above this one."""
    if vote.status != "published":
        return []
    return list(vote.items.filter(won=True).select_related("project").order_by("place"))


def _may_prepare_a_vote(user: Any, call: CallForProposals) -> bool:
    promised = call.published_at is not None and call.voting != Voting.NONE
    return bool(promised and user.is_authenticated and user.can("councils.run", call.area))


class CallForm(forms.Form):
    """A call, with its dates: what is open now is told by them alone."""

    area = forms.ModelChoiceField(
        label=gettext_lazy("Whom it asks"),
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label=None,
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=60)
    text = forms.CharField(
        label=gettext_lazy("What is asked for"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    opens_on = forms.DateField(
        label=gettext_lazy("Opens on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Closes on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Leave it empty if open all year."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Only these kinds"),
        choices=ProjectKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("Only these categories"),
        choices=Category.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    budget = forms.DecimalField(
        label=gettext_lazy("About so much money is there (yuan)"),
        min_value=1,
        max_digits=14,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )
    voting = forms.ChoiceField(
        label=gettext_lazy("Who decides"),
        choices=Voting.choices,
        widget=forms.RadioSelect,
        initial=Voting.NONE,
    )

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]

    def take_errors(self, error: ValidationError) -> None:
        """Messages beside their fields."""
        for name, found in error.message_dict.items():
            for message in found:
                self.add_error(name if name in self.fields else None, message)


def _typed(request: HttpRequest) -> Any:
    """What was sent, be it nothing; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def _areas(user: Any) -> Any:
    """Where one may call: one's own areas and the communities below them."""
    levels = (Area.Level.COMMUNITY, Area.Level.SUBDISTRICT, Area.Level.DISTRICT)
    return Area.objects.filter(within(user.areas_where("calls.manage")), level__in=levels).order_by(
        "path"
    )


@for_staff("calls.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def new_call(request: HttpRequest) -> HttpResponse:
    """Draft a call; the page of the draft offers to publish it."""
    user: Any = request.user
    form = CallForm(_typed(request), areas=_areas(user))
    if request.method == "POST" and form.is_valid():
        try:
            call = calling.make_call(by=user, **form.cleaned_data)
        except ValidationError as error:
            form.take_errors(error)
        else:
            return redirect(call)
    return _form_page(request, form, None)


@for_staff("calls.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_call(request: HttpRequest, code: str) -> HttpResponse:
    """Change a call; once it is published only words, money and a later end."""
    call = _managed(request, code)
    names = [name for name in CallForm.base_fields if name != "area"]
    first = {name: getattr(call, name) for name in names} | {"area": call.area.code}
    form = CallForm(_typed(request), areas=_areas(request.user), initial=first)
    if call.published_at:
        for name in calling.FIXED:
            form.fields[name].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            calling.edit_call(call, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as error:
            form.take_errors(error)
        else:
            messages.success(request, _("Changed."))
            return redirect(call)
    return _form_page(request, form, call)


def _form_page(request: HttpRequest, form: CallForm, call: CallForProposals | None) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    context = {"form": form, "call": call}
    return render(request, "projects/proposals/call_form.html", context, status=status)


def _managed(request: HttpRequest, code: str) -> CallForProposals:
    call = _find(request, code)
    if not request.user.can("calls.manage", call.area):  # type: ignore[union-attr]
        raise Http404
    return call


@for_staff("calls.manage")
@require_POST
def turn_call(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Publish a draft, or end a call early."""
    verbs = {"publish": calling.publish_call, "end": calling.end_call}
    if verb not in verbs:
        raise Http404
    call = _managed(request, code)
    try:
        verbs[verb](call, by=request.user)  # type: ignore[arg-type]
    except PermissionDenied:
        raise Http404 from None
    said = _("It is published.") if verb == "publish" else _("It is ended.")
    messages.success(request, said)
    return redirect(call)
