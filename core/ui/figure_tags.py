"""The elements of the design system that show figures; part of the library `ui`."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.ui.charts import Chart, chart_from

register = template.Library()


@register.simple_tag
def figure_cells(cells: Iterable[tuple[Any, Any, str]]) -> SafeString:
    """The figures of one line of a table: (column, figure, address of its rows or "") each.

    Without a template: a board has several hundred of them.
    """
    return format_html_join(
        "",
        '<td class="num" data-label="{}">{}</td>',
        (
            (
                column,
                format_html('<a class="bare" href="{}">{}</a>', href, shown) if href else shown,
            )
            for column, shown, href in cells
        ),
    )


@register.simple_tag
def figure_bars(bars: Iterable[Any]) -> SafeString:
    """Lying bars: items with label, share (percent), shown, href ("" without rows behind)."""
    return format_html_join(
        "",
        '<li><span>{}</span><progress max="100" value="{}" aria-hidden="true"></progress>'
        "<b>{}</b></li>",
        (
            (
                bar.label,
                bar.share,
                format_html('<a class="bare" href="{}">{}</a>', bar.href, bar.shown)
                if bar.href
                else bar.shown,
            )
            for bar in bars
        ),
    )


@register.inclusion_tag("ui/stat.html")
def stat(
    label: Any,
    value: Any,
    unit: Any = "",
    definition: Any = "",
    note: Any = "",
    tone: str = "",
    href: str = "",
) -> dict[str, Any]:
    """One figure with its unit; the definition (口径) is one tap away."""
    return locals()


@register.inclusion_tag("ui/progress.html")
def progress(
    value: int | None, label: Any = "", url: str = "", maximum: int = 100, every: str = "2s"
) -> dict[str, Any]:
    """A bar; with `url` HTMX asks it for the next state until an answer carries no `url`."""
    return locals()


@register.inclusion_tag("ui/chart.html")
def chart(
    title: Any, data: Mapping[str, Any] | Chart, kind: str = "bar", size: str = "", id: str = ""
) -> dict[str, Any]:
    """A chart from {"labels": …, "series": [{"name", "values"}], "unit": …} with its table."""
    drawn = chart_from(data, kind)
    options = drawn.options(str(title))
    return {
        "title": title,
        "chart": drawn,
        "options": options,
        "size": size,
        "id": id or f"chart-{zlib.crc32(repr(options).encode()):x}",
    }


@register.inclusion_tag("ui/map.html")
def map(
    places: Sequence[Mapping[str, Any]],
    title: Any = "",
    id: str = "map",
    outlines: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Places (lat, lon, title, text, href, tone) on a map; the same places as a list below it.

    `outlines` (title, shape: a GeoJSON geometry) are drawn beneath them.
    """
    return {
        "places": places,
        "title": title,
        "id": id,
        "outlines": list(outlines),
        "tiles": getattr(settings, "TILE_URL", ""),
        "attribution": getattr(settings, "TILE_ATTRIBUTION", ""),
        "points": [{key: str(value) for key, value in place.items()} for place in places],
    }
