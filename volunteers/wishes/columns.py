"""The columns of a list of wishes: how each may be named, and how its cells are read."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy as p

from core.lists.columns import Column, amount, choice, yes
from volunteers.wishes.kinds import AgeBand, Channel, ConsentBasis, ContactMode, WishKind

COLUMNS = (
    Column("title", p("list", "Wish"), ("心愿", "心愿名称", "标题", "title"), required=True),
    Column("story", p("list", "In her own words"), ("说明", "详情", "story")),
    choice("kind", p("list", "Kind"), ("类型", "类别", "kind"), WishKind, required=True),
    Column(
        "estimated_value",
        p("list", "Value (yuan)"),
        ("预计金额", "金额", "金额（元）", "estimated_value"),
        amount,
    ),
    Column("contact_name", p("list", "Name"), ("姓名", "contact_name"), required=True),
    Column("contact_phone", p("list", "Phone"), ("电话", "手机", "联系电话", "contact_phone")),
    Column("contact_address", p("list", "Address"), ("地址", "住址", "contact_address")),
    choice("age_band", p("list", "Age"), ("年龄", "年龄段", "age_band"), AgeBand),
    choice(
        "consent_basis",
        p("list", "Basis"),
        ("依据", "代填依据", "consent_basis"),
        ConsentBasis,
        required=True,
    ),
    choice("channel", p("list", "Came in by"), ("来源", "渠道", "channel"), Channel),
    choice("contact_mode", p("list", "Contact"), ("联系方式", "contact_mode"), ContactMode),
    Column("is_private", p("list", "Private"), ("不公开", "is_private"), yes),
    Column("guardian_name", p("list", "Guardian"), ("监护人", "guardian_name")),
    Column("guardian_phone", p("list", "Guardian's phone"), ("监护人电话", "guardian_phone")),
    Column(
        "guardian_consent", p("list", "Guardian agrees"), ("监护人同意", "guardian_consent"), yes
    ),
    Column("community", p("list", "Community code"), ("社区代码", "区划代码", "community")),
)


def example() -> dict[str, str]:
    """The row that shows how it is meant."""
    return {
        "title": _("A radio (example, please overwrite)"),
        "estimated_value": "150",
        "contact_name": "陈桂芳",
        "contact_phone": "13800000000",
    }
