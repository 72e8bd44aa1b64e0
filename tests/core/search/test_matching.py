"""Search finds exactly the rows that contain the words."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.search import queries
from core.search.queries import matching, terms

TABLE = "search_tests_leaflet"
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


def plan(rows):
    return rows.explain(format="text")


@pytest.fixture
def many_leaflets(leaflets):
    """血 in each of them, 压 in every hundredth; the rare ones are the oldest."""
    made = [leaflets.model(title="血压" if number < 20 else "血") for number in range(2000)]
    leaflets.bulk_create(made)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_tests_leaflet")
    return leaflets


def test_few_candidates_are_looked_at_one_by_one(many_leaflets, monkeypatch):
    monkeypatch.setattr(queries, "FEW", 100)
    assert len(queries.few(many_leaflets.model, "血压")) == 20
    assert queries.few(many_leaflets.model, "没有") == []
    rows = matching(many_leaflets.all(), "血压").order_by("-id")[:5]
    assert "= ANY" in plan(rows)
    assert [row.title for row in rows] == ["血压"] * 5


@pytest.mark.parametrize("analysed", [True, False])
def test_many_are_walked_in_the_order_of_the_list(many_leaflets, monkeypatch, analysed):
    """Whether the statistics know that the word is common, or it turns out by counting."""
    monkeypatch.setattr(queries, "FEW", 100)
    if not analysed:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM pg_statistic WHERE starelid = %s::regclass", [TABLE])
    assert queries.few(many_leaflets.model, "血") is None
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    rows = matching(many_leaflets.all(), "血").order_by("-id")[:5]
    assert "leaflet_bigrams" not in plan(rows)
    assert "Index Scan Backward" in plan(rows)
    assert len(rows) == 5


def test_looking_for_words_takes_one_statement_more(leaflets, django_assert_num_queries):
    for words in ("血压", "血压 米 aB"):
        with django_assert_num_queries(2):
            list(matching(leaflets.all(), words))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    texts=st.lists(st.text(ALPHABET, max_size=12), min_size=1, max_size=6),
    query=st.text(ALPHABET, max_size=5),
    most=st.sampled_from([0, 2, 3000]),
)
def test_matching_equals_containment(leaflets, texts, query, most):
    def plain(text):
        return unicodedata.normalize("NFKC", text).lower()

    leaflets.all().delete()
    leaflets.bulk_create([leaflets.model(title=text) for text in texts])
    expected = [t for t in texts if all(plain(word) in plain(t) for word in terms(query))]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(queries, "FEW", most)
        assert titles(matching(leaflets.all(), query)) == sorted(expected)
