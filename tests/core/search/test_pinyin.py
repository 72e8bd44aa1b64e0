"""Names are found by their pinyin initials."""

import pytest
from pypinyin import Style, lazy_pinyin

from core.search.pinyin import ENDINGS, initials


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("榕树头社区", "rstsq"),
        ("重庆路社区", "cqlsq"),
        ("长安街道", "cajd"),
        ("A座3栋", "az3d"),
        ("创谷·人才公寓（二期）", "cgrcgyeq"),
        ("石岐街道民生社区居委会", "sqjdmssqjwh"),
        ("", ""),
        ("（）", ""),
    ],
)
def test_initials(name, spelled):
    assert initials(name) == spelled


@pytest.mark.parametrize("ending", ENDINGS)
def test_known_endings_are_spelled_as_the_dictionary_does(ending):
    assert ENDINGS[ending] == "".join(lazy_pinyin(ending, style=Style.FIRST_LETTER))
