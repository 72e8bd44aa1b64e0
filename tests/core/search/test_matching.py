"""Search finds exactly the rows that contain the words."""

import json
import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.search.queries import matching, terms

ALPHABET = "血压计米一台听戏收音机aAbB１2 %_\\'　É㎡"


def titles(queryset):
    return sorted(queryset.values_list("title", flat=True))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("血压", ["血压计"]),
        ("压血", []),
        ("米", ["一袋米一桶油", "玉米"]),
        ("米 桶油", ["一袋米一桶油"]),
        ("A座12", ["Ａ座１２号"]),
        ("a座", ["Ａ座１２号"]),
        ("", ["100%_棉", "一袋米一桶油", "玉米", "血压计", "Ａ座１２号"]),
        (" 　", ["100%_棉", "一袋米一桶油", "玉米", "血压计", "Ａ座１２号"]),
        ("%", ["100%_棉"]),
        ("_", ["100%_棉"]),
        ("%_", ["100%_棉"]),
        ("0_%", []),
        ("米\0桶", ["一袋米一桶油"]),
        ("\ud800血压", ["血压计"]),
        ("血" * 5000, []),
        ("油血压", []),
    ],
)
def test_words_are_found(leaflets, query, found):
    for title in ["血压计", "一袋米一桶油", "玉米", "Ａ座１２号", "100%_棉"]:
        leaflets.create(title=title)
    assert titles(matching(leaflets.all(), query)) == found


def test_text_may_be_in_any_source_but_not_across_two(leaflets):
    leaflets.create(title="收音", text="机器")
    leaflets.create(title="听戏", text=None)
    leaflets.create(title="一台", text="收音机")
    assert titles(matching(leaflets.all(), "收音机")) == ["一台"]
    assert titles(matching(leaflets.all(), "一台 收音")) == ["一台"]
    assert titles(matching(leaflets.all(), "听戏", recheck=("title",))) == ["听戏"]
    assert titles(matching(leaflets.all(), "收音机", recheck=("title",))) == []


def test_bulk_writes_keep_the_pairs(leaflets):
    leaflets.bulk_create([leaflets.model(title="旧的")])
    leaflets.update(title="新的")
    assert titles(matching(leaflets.all(), "新的")) == ["新的"]
    assert titles(matching(leaflets.all(), "旧的")) == []


def test_rows_do_not_carry_the_pairs(leaflets):
    leaflets.create(title="血压计")
    assert leaflets.get().bigrams is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT bigrams FROM search_tests_leaflet")
        assert sorted(cursor.fetchone()[0]) == ["压", "压计", "血", "血压", "计"]


@pytest.mark.parametrize("word", ["血压", "血"])
def test_the_index_answers_a_word(leaflets, word):
    """With sequential scans made dear, so that a small table shows what a big one does."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = json.loads(matching(leaflets.all(), word).explain(format="json"))
    assert "leaflet_bigrams" in str(plan)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    texts=st.lists(st.text(ALPHABET, max_size=12), min_size=1, max_size=6),
    query=st.text(ALPHABET, max_size=5),
)
def test_matching_equals_containment(leaflets, texts, query):
    def plain(text):
        return unicodedata.normalize("NFKC", text).lower()

    leaflets.all().delete()
    leaflets.bulk_create([leaflets.model(title=text) for text in texts])
    expected = [t for t in texts if all(plain(word) in plain(t) for word in terms(query))]
    assert titles(matching(leaflets.all(), query)) == sorted(expected)
