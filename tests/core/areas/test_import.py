"""The tree follows the file, or nothing changes."""

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.areas.csv_lines import BadLine
from core.areas.models import Area
from core.areas.services import import_divisions
from core.counters.models import Delta

pytestmark = pytest.mark.django_db

HEADER = "code,name,level,parent_code\n"
TREE = """44,广东省,province,
4404,珠海市,city,44
440402,香洲区,district,4404
440402001,拱北街道,subdistrict,440402
440402001001,夏湾社区居委会,community,440402001
4420,中山市,city,44
442000001,石岐街道,subdistrict,4420
442000001001,民生社区居委会,community,442000001
"""


@pytest.fixture
def load(tmp_path):
    """Import this text (or these bytes); returns the numbers of what was done."""

    def load(lines, header=HEADER):
        file = tmp_path / "divisions.csv"
        content = lines if isinstance(lines, bytes) else (header + lines).encode()
        file.write_bytes(content)
        return import_divisions(file)

    return load


def chain(code):
    area = Area.objects.get(code=code)
    names = ("district", "subdistrict", "community", "grid")
    return tuple(getattr(getattr(area, name), "code", None) for name in names)


def snapshot():
    return list(Area.objects.order_by("code").values())


def test_areas_know_their_place(load):
    done = load(TREE)
    assert (done.read, done.created, done.renamed, done.moved) == (8, 8, 0, 0)
    community = Area.objects.get(code="440402001001")
    assert community.path == "/44/4404/440402/440402001/440402001001/"
    assert community.pinyin == "xwsqjwh"
    assert community.parent.code == "440402001"
    assert chain("440402001001") == ("440402", "440402001", "440402001001", None)
    assert chain("4404") == (None, None, None, None)
    assert chain("44") == (None, None, None, None)


def test_a_city_without_districts_stands_for_one(load):
    load(TREE)
    assert chain("4420") == ("4420", None, None, None)
    assert chain("442000001001") == ("4420", "442000001", "442000001001", None)


def test_a_city_stops_standing_for_itself_with_its_first_district(load):
    load(TREE)
    load("442001,新区,district,4420\n")
    assert chain("4420") == (None, None, None, None)
    assert chain("442001") == ("442001", None, None, None)
    assert chain("442000001") == ("4420", "442000001", None, None)


def test_twice_is_as_once(load):
    load(TREE)
    before = snapshot()
    done = load(TREE)
    assert (done.created, done.renamed, done.moved) == (0, 0, 0)
    assert snapshot() == before


def test_the_order_of_lines_does_not_matter(load):
    load("".join(reversed(TREE.splitlines(keepends=True))))
    assert chain("442000001001") == ("4420", "442000001", "442000001001", None)


def test_a_renamed_area_keeps_its_identity_and_gets_new_initials(load):
    load(TREE)
    before = Area.objects.get(code="440402001001")
    assert load("440402001001,新湾社区,community,440402001\n").renamed == 1
    after = Area.objects.get(code="440402001001")
    assert (after.pk, after.name, after.pinyin) == (before.pk, "新湾社区", "xwsq")


def test_a_moved_area_takes_all_below_and_their_rows_along(load):
    load(TREE)
    community = Area.objects.get(code="440402001001")
    row = Delta.objects.create(area=community, kind="x", state="y", day="2026-01-01")
    done = load("440402001,拱北街道,subdistrict,4420\n")
    assert (done.moved, done.rescoped) == (2, 1)
    assert Area.objects.get(code="440402001001").path == "/44/4420/440402001/440402001001/"
    row.refresh_from_db()
    assert row.district.code == "4420"


def test_areas_the_file_does_not_name_stay(load):
    load(TREE)
    load("44,广东省,province,\n")
    assert Area.objects.count() == 8


def test_boundaries_and_coordinates_survive(load):
    load(TREE)
    Area.objects.filter(code="4404").update(boundary={"type": "Polygon"}, longitude=113.5)
    load(TREE.replace("珠海市", "新珠海市"))
    area = Area.objects.get(code="4404")
    assert (area.boundary, area.longitude) == ({"type": "Polygon"}, 113.5)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_byte_order_mark_and_windows_lines_are_welcome(load, ending):
    text = (HEADER + TREE).replace("\n", ending)
    assert load(b"\xef\xbb\xbf" + text.encode()).created == 8


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        ("4404,珠海市,city,44\n", 10, "code 4404 is already on line 3"),
        ("4405,汕头市,city,99\n", 10, "parent 99 of 4405 is neither in the file nor in the tree"),
        ("4405,汕头市,town,44\n", 10, "level 'town' is none of"),
        ("4405,,city,44\n", 10, "1 to 60 characters"),
        ("4405," + "长" * 61 + ",city,44\n", 10, "1 to 60 characters"),
        ("44a5,汕头市,city,44\n", 10, "code '44a5'"),
        ("４４０５,汕头市,city,44\n", 10, "2 to 18 digits"),
        ("4405,汕头市,city\n", 10, "3 values instead of 4"),
        ("4405,汕头市,city,44,,\n", 10, "6 values instead of 4"),
        ("44050,街道,subdistrict,\n", 10, "a subdistrict needs a parent_code"),
        ("4405,汕头市,city,4405\n", 10, r"4405 \(city\) cannot stand below 4405 \(city\)"),
        ("45,甲省,province,46\n46,乙省,province,45\n", 10, "cannot stand below"),
        ("4405,汕头市,city,440402\n", 10, "cannot stand below 440402"),
        ("4405,汕\0头,city,44\n", 10, "NUL"),
        ('4405,"汕头市,city,44\n', 10, "not readable as CSV"),
        ("\n\n4405,汕头市,town,44\n", 12, "level 'town'"),
    ],
)
def test_a_bad_line_is_named_and_changes_nothing(load, lines, line, reason):
    load("35,福建省,province,\n")
    before = snapshot()
    with pytest.raises(BadLine, match=reason) as refusal:
        load(TREE + lines)
    assert refusal.value.line == line
    assert snapshot() == before


def test_an_area_may_not_sink_below_its_own_children(load):
    load(TREE)
    with pytest.raises(BadLine, match=r"line 2: 440402001 .subdistrict. cannot stand below 440402"):
        load("440402,香洲社区,community,4404\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ((HEADER + TREE).encode("gbk"), "line 2: not UTF-8"),
        ((HEADER + TREE).encode("utf-16"), "UTF-16"),
        (b"", "line 1: the header must be"),
        (b"code,name,level,parent\n", "line 1: the header must be"),
        (b"\x50\x4b\x03\x04\xff\xfe", "line 1"),
    ],
)
def test_another_encoding_or_header_is_explained(load, content, reason):
    with pytest.raises(BadLine, match=reason):
        load(content)
    assert not Area.objects.exists()


def test_the_command_says_what_it_did(tmp_path, capsys):
    file = tmp_path / "divisions.csv"
    file.write_text(HEADER + TREE)
    call_command("import_divisions", str(file))
    assert "8 lines: 8 created" in capsys.readouterr().out
    file.write_text(HEADER + "x,y,z,\n")
    with pytest.raises(CommandError, match="line 2"):
        call_command("import_divisions", str(file))
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_divisions", str(tmp_path / "none.csv"))


LEVELS = ["province", "city", "district", "subdistrict", "community", "grid"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.data())
def test_any_tree_is_placed_as_walking_up_would_place_it(load, data):
    """Trees with levels skipped at random: the SQL agrees with following parents one by one."""
    Area.objects.all()._raw_delete("default")
    nodes = [("10", 0, "")]
    for n in range(11, 11 + data.draw(st.integers(1, 14))):
        parent, rank, _above = data.draw(st.sampled_from([x for x in nodes if x[1] < 5]))
        nodes.append((str(n), data.draw(st.integers(rank + 1, 5)), parent))
    load("".join(f"{c},名{c},{LEVELS[rank]},{parent}\n" for c, rank, parent in nodes))
    by_code = {code: (rank, parent) for code, rank, parent in nodes}
    for code in by_code:
        up, here = {}, code
        while here:
            up[LEVELS[by_code[here][0]]] = here
            here = by_code[here][1]
        city = up.get("city")
        has_districts = any(r == 2 and p == city for r, p in by_code.values())
        if "district" not in up and city and not (city == code and has_districts):
            up["district"] = city
        assert chain(code) == tuple(up.get(name) for name in LEVELS[2:])
