"""/styleguide/: every element in every state. It exists in development and in the demo only."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.ui import samples

LAYOUTS = {"staff": "layouts/staff.html", "plain": "layouts/plain.html"}


def show(request: HttpRequest) -> HttpResponse:
    """The guide; `?layout=staff` shows it in the staff frame, `?toast=1` with messages."""
    if request.GET.get("toast"):
        messages.success(request, "心愿已收到，编号 YL-2026-0137。")
        messages.error(request, "没有保存：手机号少了一位。")
    return render(request, "ui/styleguide/page.html", context(request))


def context(request: HttpRequest) -> dict[str, Any]:
    now = timezone.now()
    tonight = timezone.localtime(now).replace(hour=23, minute=59, second=59)
    days = dt.timedelta(days=1)
    return {
        "layout": LAYOUTS.get(request.GET.get("layout", ""), "layouts/resident.html"),
        "moments": [now - days, tonight, now + days, now + 9 * days],
        "when": [now - dt.timedelta(minutes=5), now - 2 * days, now - 400 * days],
        "tones": samples.TONES,
        "amounts": samples.AMOUNTS,
        "form": samples.Sample(auto_id="good_%s"),
        "bad": samples.Sample(samples.WRONG),
        "filter": samples.SampleFilter(request.GET or None, auto_id="filter_%s"),
        "steps": samples.steps(now),
        "page": SimpleNamespace(next_cursor="b", previous_cursor="a"),
        "months": samples.MONTHS,
        "stages": samples.STAGES,
        "kinds": samples.WISHES,
        "places": samples.PLACES,
        "icons": icon_names(),
        "bar_url": reverse("ui:styleguide_progress", args=[40]),
    }


def icon_names() -> list[str]:
    """The names the sprite holds, read from the file itself."""
    sprite = finders.find("img/icons.svg")
    text = Path(str(sprite)).read_text(encoding="utf-8")
    return re.findall(r'<symbol id="([^"]+)"', text)


def progress(request: HttpRequest, done: int) -> HttpResponse:
    """The bar of a report being made, a step further each time it is asked."""
    done = min(100, done)
    again = reverse("ui:styleguide_progress", args=[done + 20]) if done < 100 else ""
    bar = {
        "value": done,
        "maximum": 100,
        "label": "正在生成十一月月报" if again else "月报好了",
        "url": again,
        "every": "1s",
    }
    return render(request, "ui/progress.html", bar)
