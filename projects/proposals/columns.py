"""The columns of a list of proposals, as the paper form 《问需表》 has them."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy as p

from core.lists.columns import Column, amount, choice
from projects.delivery.kinds import Source
from projects.proposals.kinds import Channel

COLUMNS = (
    Column(
        "text",
        p("list", "What is missing"),
        ("需求", "需求内容", "建议内容", "诉求", "项目需求", "text"),
        required=True,
    ),
    Column("title", p("list", "In a few words"), ("标题", "项目名称", "名称", "title")),
    Column("place", p("list", "Where"), ("地点", "位置", "实施地点", "place")),
    Column("beneficiaries", p("list", "Who benefits"), ("受益人群", "受益对象", "beneficiaries")),
    Column(
        "rough_cost",
        p("list", "Rough cost (yuan)"),
        ("预计金额", "预算", "金额", "金额（元）", "估算金额", "rough_cost"),
        amount,
    ),
    choice("source", p("list", "Who brought it"), ("来源", "征集来源", "source"), Source),
    Column("source_name", p("list", "Station or unit"), ("单位名称", "站点名称", "source_name")),
    choice("channel", p("list", "By which channel"), ("渠道", "channel"), Channel),
    Column("contact_name", p("list", "Name"), ("姓名", "联系人", "contact_name")),
    Column("contact_phone", p("list", "Phone"), ("电话", "手机", "联系电话", "contact_phone")),
    Column("community", p("list", "Community code"), ("社区代码", "区划代码", "community")),
)


def example() -> dict[str, str]:
    """The row that shows how it is meant."""
    return {
        "text": _("The steps at gate 3 are broken (example, please overwrite)"),
        "place": _("Gate 3"),
        "rough_cost": "8000",
        "source": str(Source.RESIDENT.label),
        "contact_name": "陈桂芳",
        "contact_phone": "13800000000",
    }
