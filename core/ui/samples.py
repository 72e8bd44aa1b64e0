"""What the style guide shows: invented wishes, figures and places, and a form with every shape."""

import datetime as dt
from typing import Any

from django import forms

TONES = [
    ("neutral", "待核实"),
    ("info", "已有人认领"),
    ("warn", "等了 8 天"),
    ("ok", "已圆梦"),
    ("red", "超期"),
]
KINDS = [("goods", "实物"), ("service", "服务"), ("company", "陪伴"), ("outing", "体验")]
COMMUNITIES = [("", "请选择"), ("1", "榕树头社区"), ("2", "老埠社区")]
AMOUNTS = [120, "15800.5", 145_000_000]


def place(name: str, lat: float, lon: float, is_open: bool) -> dict[str, Any]:
    return {
        "title": f"{name}党群服务中心",
        "lat": lat,
        "lon": lon,
        "tone": "ok" if is_open else "neutral",
        "text": "现在开放" if is_open else "已关门，明天 08:30 开",
        "href": "#map",
    }


PLACES = [
    place("榕树头社区", 22.512, 113.392, True),
    place("老埠社区", 22.519, 113.401, False),
    place("金桥社区", 22.506, 113.407, True),
]


def figures(labels: list[str], **series: list[int]) -> dict[str, Any]:
    return {
        "labels": labels,
        "unit": "个",
        "series": [{"name": name, "values": values} for name, values in series.items()],
    }


MONTHS = figures(
    [f"{n}月" for n in range(1, 12)],
    立项=[60, 48, 70, 88, 92, 110, 104, 126, 118, 132, 96],
    完成=[31, 40, 52, 61, 70, 82, 98, 95, 111, 118, 126],
)
MONTHS["series"][1]["kind"] = "line"
STAGES = figures(
    ["议事与票决", "公示", "街道审批", "采购", "实施", "验收结算", "完成"],
    项目=[212, 64, 41, 118, 506, 203, 154],
)
WISHES = figures([label for _, label in KINDS], 心愿=[18, 14, 8, 3])


def steps(now: dt.datetime) -> list[dict[str, Any]]:
    """A wish on its way."""
    return [
        {"title": "您来确认一下", "state": "next"},
        {
            "title": "志愿者已联系，约定周日送到",
            "at": now,
            "detail": "经办：榕树头社区 · 还有 3 个工作日",
            "state": "now",
        },
        {"title": "有人认领了", "at": now - dt.timedelta(days=2), "state": "done"},
        {
            "title": "已上心愿墙",
            "at": now - dt.timedelta(days=3),
            "note": "文字由社区改写，不写姓名和门牌。",
            "state": "done",
        },
    ]


class Sample(forms.Form):
    """One field of each shape."""

    title = forms.CharField(
        label="您想要什么？", max_length=20, help_text="一句话就够，比如“一把防滑拐杖凳”。"
    )
    story = forms.CharField(
        label="说说原因", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    kind = forms.ChoiceField(label="属于哪一类", choices=KINDS, widget=forms.RadioSelect)
    community = forms.ChoiceField(label="在哪个社区", choices=COMMUNITIES)
    value = forms.DecimalField(label="大约多少钱（元）", min_value=0, max_value=500, required=False)
    day = forms.DateField(
        label="哪天方便", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    photo = forms.FileField(label="照片", required=False)
    agree = forms.BooleanField(label="我同意社区工作人员联系我", help_text="只用来办这件事。")


WRONG = {"title": "一把" * 20, "value": "-3", "community": "1"}


class SampleFilter(forms.Form):
    """A filter bar."""

    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *KINDS])
    community = forms.ChoiceField(label="社区", required=False, choices=COMMUNITIES)
    q = forms.CharField(
        label="搜索",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "路灯、拐杖、陪诊……"}),
    )
