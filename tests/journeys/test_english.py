"""The main pages for whoever reads English: no word of our interface is left in Chinese."""

import pytest
from django.test import Client

from tests.journeys.pages import VISITORS
from tests.journeys.wording import left_in_chinese

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
WRITTEN = "/reports/BB"  # words written once, in the language of whom they are for
DATA = {"榕树头社区", "老埠社区", "民生微实事", "修一修楼道的灯", "楼体老化"}


def test_english_pages_are_english(town):
    found = []
    for who, addresses in VISITORS.items():
        client = Client(headers={"Accept-Language": "en-GB"})
        if user := town.person(who):
            client.force_login(user)
        for path in addresses(town):
            answer = client.get(path)
            assert answer.status_code == 200, f"{who} {path} answers {answer.status_code}"
            page = answer.content.decode()
            assert '<html lang="en' in page, f"{who} {path}"
            if not path.startswith(WRITTEN) and (left := left_in_chinese(page, DATA)):
                found.append(f"{who} {path}: {left[:5]}")
    assert not found, "\n".join(found)


def test_chinese_words_are_found():
    page = """<html lang="en"><title> 首页 </title><p lang="zh-Hans">首页</p><script>"首页"</script>
        <code>首页</code><a title="首页" href="/">A wish</a><p>榕树头社区</p></html>"""
    assert left_in_chinese(page, {"榕树头社区"}) == ["首页", "首页"]
