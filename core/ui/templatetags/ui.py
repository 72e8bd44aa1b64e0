"""The elements of the design system as template tags; see docs/design-system.md."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.ui import due as dues
from core.ui import figure_tags
from core.ui import nav as navigation
from core.ui.fields import Shape, shape_of

register = template.Library()
register.tags.update(figure_tags.register.tags)

TONES = {"ok": "check", "warn": "hourglass", "red": "alert", "info": "info", "neutral": "circle"}
BUTTONS = {
    "primary": "btn-primary",
    "quiet": "btn-quiet",
    "danger": "btn-danger",
    "normal": "",
}
AFTER = {"right", "arrow-right", "external", "down"}  # icons that stand behind their word
MESSAGE_TONES = {
    "success": "ok",
    "warning": "warn",
    "error": "red",
    "info": "info",
    "debug": "info",
}


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """One drawing of the sprite; decoration only, so words must stand beside it."""
    return _drawn(static("img/icons.svg"), str(name), str(css))


@lru_cache(maxsize=1024)
def _drawn(sprite: str, name: str, css: str) -> SafeString:
    """Pages draw dozens of the same few."""
    drawn = '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>'
    return format_html(drawn, css, sprite, name)


@register.simple_tag
def chip(label: Any, tone: str = "neutral", sign: str | None = None) -> SafeString:
    """A label with a tone and always an icon; `sign=""` leaves the icon out for mere kinds."""
    drawn = icon(TONES.get(tone, "circle") if sign is None else sign) if sign != "" else ""
    return format_html('<span class="chip {}">{}{}</span>', tone, drawn, label)


@register.simple_tag
def status(obj: Any) -> SafeString:
    """Where a matter stands, from its workflow's table."""
    state = obj.workflow.by_state[obj.status]
    return chip(state.label, state.tone)


@register.simple_tag
def state_chip(state: Any) -> SafeString:
    """The same for a `State` of a workflow table."""
    return chip(state.label, state.tone)


@register.simple_tag
def due(moment: Any, now: Any = None) -> SafeString:
    """▲ overdue, ◆ today, ● later; nothing without a moment."""
    if moment is None:
        return SafeString("")
    found = dues.due(moment, now)
    return format_html(
        '<span class="chip {}"><span class="sign" aria-hidden="true">{}</span>{}</span>',
        found.tone,
        found.sign,
        found.text,
    )


@register.simple_tag
def button(
    label: Any,
    href: str = "",
    kind: str = "normal",
    sign: str = "",
    size: str = "",
    name: str = "",
    value: str = "",
) -> SafeString:
    """A link that looks like a button when it has `href`, else a submit button."""
    css = " ".join(c for c in ("btn", BUTTONS.get(kind, ""), f"btn-{size}" if size else "") if c)
    drawn = icon(sign) if sign else ""
    inside = format_html("{}{}", *((label, drawn) if sign in AFTER else (drawn, label)))
    if href:
        return format_html('<a class="{}" href="{}">{}</a>', css, href, inside)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button type="submit" class="{}"{}>{}</button>', css, named, inside)


@register.simple_tag
def nav_url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a URL name, or "" while that page does not exist."""
    return navigation.url_or_nothing(name, *args, **kwargs)


@register.simple_tag(takes_context=True)
def nav(context: Context, name: str) -> list[tuple[Any, list[navigation.Link]]]:
    """The groups of links of one menu, as this person sees them."""
    request: HttpRequest | None = context.get("request")
    return navigation.menu(name, request) if request else []


@register.filter
def message_tone(message: Any) -> str:
    return MESSAGE_TONES.get(getattr(message, "level_tag", ""), "info")


@register.filter
def allauth_tone(level: Any) -> str:
    """The tone of an alert of allauth, which names levels as Django's messages do."""
    return MESSAGE_TONES.get(str(level or "info"), "info")


@register.filter
def tone_icon(tone: str) -> str:
    return TONES.get(tone, "info")


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, css: str = "", autofocus: bool = False) -> dict[str, Any]:
    """Label, hint, input and the message beside it; keeps what was typed."""
    shape = shape_of(bound)
    attrs: dict[str, Any] = {"autofocus": True} if autofocus else {}
    if shape.css:
        own = bound.field.widget.attrs.get("class", "")
        invalid = "is-invalid" if bound.errors else ""
        attrs["class"] = " ".join(c for c in (own, shape.css, invalid) if c)
    return {
        "field": bound,
        "shape": shape,
        "widget": None if shape is Shape.CHOICES else bound.as_widget(attrs=attrs),
        "css": css,
        "optional": not (bound.field.required or getattr(bound.field, "is_expected", False)),
    }


@register.inclusion_tag("ui/fields.html")
def fields(form: BaseForm, folded: bool = False) -> dict[str, Any]:
    """The error summary and every field of a form, hidden ones included.

    `folded` puts what need not be answered behind one line, open when something there is wrong.
    """
    shown = form.visible_fields()
    asked = [one for one in shown if not folded or one.field.required]
    more = [one for one in shown if one not in asked]
    return {"form": form, "asked": asked, "more": more, "open": any(one.errors for one in more)}


@register.inclusion_tag("ui/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """The summary above a form: each message is a link to its field, in the order of these."""
    linked = [(form[name], form.errors[name]) for name in form.fields if name in form.errors]
    return {"general": form.non_field_errors(), "linked": linked, "form": form}


@register.inclusion_tag("ui/timeline.html")
def timeline(steps: Iterable[Any]) -> dict[str, Any]:
    """A parcel's way, newest first: items with title, at, detail, note, state (now/done/next)."""
    return {"steps": list(steps)}


@register.inclusion_tag("ui/empty.html")
def empty(
    title: Any, hint: Any = "", sign: str = "mood", href: str = "", label: Any = "", level: int = 2
) -> dict[str, Any]:
    """Nothing here, and what to do next."""
    return {
        "title": title,
        "hint": hint,
        "sign": sign,
        "href": href,
        "label": label,
        "tag": f"h{level}",
    }


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Context, page: Any) -> dict[str, Any]:
    """Newer and older, with the filters that are in the address."""
    request: HttpRequest = context["request"]

    def link(cursor: str | None) -> str:
        if not cursor:
            return ""
        query = request.GET.copy()
        query["cursor"] = cursor
        return f"{request.path}?{query.urlencode()}"

    return {"older": link(page.next_cursor), "newer": link(page.previous_cursor)}


@register.inclusion_tag("ui/filters.html", takes_context=True)
def filters(context: Context, form: BaseForm, label: Any = "") -> dict[str, Any]:
    """A GET form whose values stay in the address; submits itself where JavaScript runs."""
    request: HttpRequest = context["request"]
    return {"form": form, "label": label, "active": bool(request.GET), "path": request.path}


@register.inclusion_tag("ui/tile.html")
def tile(label: Any, href: str, sign: str, tone: str = "red", hint: Any = "") -> dict[str, Any]:
    """One big way in on a home page."""
    return locals()


@register.inclusion_tag("ui/masked.html", takes_context=True)
def masked(context: Context, value: Any, url: str = "", label: Any = "") -> dict[str, Any]:
    """A masked value; with `url` a button that asks for the full one (and is written down)."""
    request = context.get("request")
    here = request.get_full_path() if request else ""
    return {"value": value, "url": url, "label": label, "here": here}


@register.inclusion_tag("ui/steps.html")
def steps(number: int, total: int) -> dict[str, Any]:
    """Question `number` of `total`, one question a page."""
    return {"number": number, "total": total, "marks": range(1, total + 1)}


@register.inclusion_tag("ui/print_head.html", takes_context=True)
def print_head(context: Context, title: Any, code: str = "") -> dict[str, Any]:
    """What stands on top of a printed page and nowhere else."""
    return {"title": title, "code": code, "brand": context.get("brand"), **_phone(context)}


def _phone(context: Context) -> dict[str, Any]:
    return {"centre_phone": context.get("centre_phone", "")}
