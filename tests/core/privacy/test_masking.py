import pytest
from django.template import Context, Template

from core.privacy.masking import mask_address, mask_email, mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张*"),
        ("陈林美玉", "陈*"),
        ("欧阳修", "欧阳**"),
        ("欧阳娜娜", "欧阳**"),
        ("歐陽修", "歐陽**"),
        ("司马 光", "司马**"),
        ("欧阳", "欧*"),
        ("阿依古丽·买买提", "阿***"),
        ("John Smith", "J***"),
        ("ｊｏｈｎ", "j***"),
        ("李", "李*"),
        ("", ""),
        (None, ""),
    ],
)
def test_name_keeps_the_surname_only(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345678", "138****5678"),
        ("+86 138-1234-5678", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("0760-88881234", "0760-****1234"),
        ("(020) 8888 1234", "020-****1234"),
        ("+852 6123 4567", "+852 ****4567"),
        ("00853-66123456", "+853 ****3456"),
        ("12345", "12345"),
        ("12", "****12"),
        ("not a phone at all", "****ll"),
        ("", ""),
        (None, ""),
    ],
)
def test_phone_keeps_head_and_last_four(phone, shown):
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("email", "shown"),
    [("zhang@x.cn", "z***@x.cn"), ("a@b@c.cn", "a***@c.cn"), ("nonsense", "***"), ("", "")],
)
def test_email_keeps_first_letter_and_domain(email, shown):
    assert mask_email(email) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("云澜区榕江街道榕树头社区榕景花园 3 栋 502", "云澜区榕江街道榕树头社区榕景花园***"),
        ("榕树头社区民生路12号榕园小区3栋", "榕树头社区榕园小区***"),
        ("榕景花园 5 座 1204", "榕景花园***"),
        ("北京市朝阳区建国路 88 号 5 单元 301", "北京市朝阳区***"),
        ("502室", "***"),
        ("轩尼诗道 12 号 3 楼", "***"),
        ("", ""),
    ],
)
def test_address_ends_at_the_estate(address, shown):
    assert mask_address(address) == shown


def test_filters_stand_ready_for_templates():
    page = Template("{% load masking %}{{ n|mask_name }} {{ p|mask_phone }}")
    assert page.render(Context({"n": "张三", "p": "13812345678"})) == "张* 138****5678"
