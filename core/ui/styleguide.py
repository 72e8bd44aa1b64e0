"""/styleguide/: every element in every state. It exists in development and in the demo only."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

TONES = [
    ("neutral", "待核实"),
    ("info", "已有人认领"),
    ("warn", "等了 8 天"),
    ("ok", "已圆梦"),
    ("red", "超期"),
]
PLACES = [
    {"lat": 22.512, "lon": 113.392, "title": "榕树头社区党群服务中心", "tone": "ok", "text": "开放中", "href": "#map"},
    {"lat": 22.519, "lon": 113.401, "title": "老埠社区党群服务中心", "tone": "neutral", "text": "已关门"},
    {"lat": 22.506, "lon": 113.407, "title": "金桥社区党群服务中心", "tone": "ok", "text": "开放中"},
]  # fmt: skip
MONTHS = [f"{n}月" for n in range(1, 12)]
STARTED = [60, 48, 70, 88, 92, 110, 104, 126, 118, 132, 96]
DONE = [31, 40, 52, 61, 70, 82, 98, 95, 111, 118, 126]
STAGES = ["议事与票决", "公示", "街道审批", "采购", "实施", "验收结算", "完成"]


class Sample(forms.Form):
    """One field of each shape, with the messages a wrong answer gets."""

    title = forms.CharField(
        label="您想要什么？", max_length=20, help_text="一句话就够，比如“一把防滑拐杖凳”。"
    )
    story = forms.CharField(label="说说原因", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(
        label="属于哪一类",
        choices=[("goods", "实物"), ("service", "服务"), ("company", "陪伴"), ("outing", "体验")],
        widget=forms.RadioSelect,
    )
    community = forms.ChoiceField(
        label="在哪个社区", choices=[("", "请选择"), ("1", "榕树头社区"), ("2", "老埠社区")]
    )
    value = forms.DecimalField(label="大约多少钱（元）", min_value=0, max_value=500, required=False)
    day = forms.DateField(
        label="哪天方便", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    photo = forms.FileField(label="照片", required=False)
    agree = forms.BooleanField(label="我同意社区工作人员联系我", help_text="只用来办这件事。")


class SampleFilter(forms.Form):
    kind = forms.ChoiceField(
        label="类别", required=False, choices=[("", "全部"), ("goods", "实物")]
    )
    status = forms.ChoiceField(
        label="进度", required=False, choices=[("", "全部"), ("open", "等人认领")]
    )
    q = forms.CharField(
        label="搜索", required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "路灯、拐杖、陪诊……"}),
    )  # fmt: skip


def show(request: HttpRequest) -> HttpResponse:
    """The guide; `?layout=staff` shows it in the staff frame, `?toast=1` with messages."""
    if request.GET.get("toast"):
        messages.success(request, "心愿已收到，编号 YL-2026-0137。")
        messages.error(request, "没有保存：手机号少了一位。")
    return render(request, "ui/styleguide/page.html", context(request))


def context(request: HttpRequest) -> dict[str, Any]:
    now = timezone.now()
    noon = timezone.localtime(now).replace(hour=23, minute=30, second=0)
    bad = Sample({"title": "一把" * 20, "value": "-3", "day": "0000-13-41", "community": "1"})
    return {
        "layout": "layouts/staff.html" if request.GET.get("layout") == "staff" else "layouts/resident.html",
        "tones": TONES,
        "moments": [now - dt.timedelta(days=1), noon, now + dt.timedelta(days=1), now + dt.timedelta(days=9)],
        "when": [now - dt.timedelta(minutes=5), now - dt.timedelta(days=2), now - dt.timedelta(days=400)],
        "amounts": [120, "15800.5", 145_000_000],
        "form": Sample(auto_id="good_%s"),
        "bad": bad,
        "filter": SampleFilter(request.GET or None),
        "steps": [
            {"title": "您来确认一下", "state": "next"},
            {"title": "志愿者已联系，约定周日送到", "at": now, "detail": "经办：榕树头社区 · 还有 3 个工作日", "state": "now"},
            {"title": "有人认领了", "at": now - dt.timedelta(days=2), "state": "done"},
            {"title": "已上心愿墙", "at": now - dt.timedelta(days=3), "note": "文字由社区改写，不写姓名和门牌。", "state": "done"},
        ],
        "page": SimpleNamespace(next_cursor="b", previous_cursor="a"),
        "months": {"labels": MONTHS, "unit": "个", "series": [{"name": "立项", "values": STARTED}, {"name": "完成", "values": DONE, "kind": "line"}]},
        "stages": {"labels": STAGES, "unit": "个", "series": [{"name": "项目", "values": [212, 64, 41, 118, 506, 203, 154]}]},
        "kinds": {"labels": ["实物", "服务", "陪伴", "体验"], "unit": "个", "series": [{"name": "心愿", "values": [18, 14, 8, 3]}]},
        "places": PLACES,
        "icons": icon_names(),
        "bar_url": reverse("ui:styleguide_progress", args=[40]),
    }  # fmt: skip


def icon_names() -> list[str]:
    """The names the sprite holds, read from the file itself."""
    sprite = finders.find("img/icons.svg")
    text = Path(str(sprite)).read_text(encoding="utf-8")
    return re.findall(r'<symbol id="([^"]+)"', text)


def progress(request: HttpRequest, done: int) -> HttpResponse:
    """The bar of a report being made, a step further each time it is asked."""
    done = min(100, done)
    url = "" if done == 100 else reverse("ui:styleguide_progress", args=[done + 20])
    label = "正在生成十一月月报" if url else "月报好了"
    return render(request, "ui/progress.html", {"value": done, "maximum": 100, "label": label, "url": url, "every": "1s"})  # fmt: skip
