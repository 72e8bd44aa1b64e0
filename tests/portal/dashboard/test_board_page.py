"""The dashboard: in scope, exact, without ranking, at a constant price."""

import csv
import io
import re
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.counters.board import Board
from core.counters.metrics import metrics
from core.counters.periods import month_of
from core.counters.services import fold_all
from portal.dashboard.rows import matter_path, narrowed
from tests.factories import wishes

pytestmark = pytest.mark.usefixtures("working_calendar")


def address(area, tail="area", *args):
    return reverse(f"dashboard:{tail}", args=[area.code, *args])


@pytest.fixture
def some_wishes(cast):
    clerk, neighbour = cast.community_clerk, cast.neighbour_clerk
    made = [
        wishes.wish(cast.community),
        wishes.verifying(clerk, cast.community, kind="service"),
        wishes.published(clerk, cast.community),
        wishes.published(neighbour, cast.neighbour_community),
        wishes.claimed(clerk, cast.volunteer),
        wishes.fulfilled(clerk, cast.volunteer),
    ]
    fold_all()
    made.append(wishes.published(clerk, cast.community, kind="company"))
    return made


def test_links_on_top_lead_to_every_rooms_figures(client, cast):
    client.force_login(cast.district_admin)
    page = client.get(address(cast.district)).content.decode()
    links = re.findall(r'href="#(room-[^"]+)"', page)
    assert len(links) > 1
    assert links == re.findall(r'<h2 [^>]*id="(room-[^"]+)"', page)


def get(client, user, url, **query):
    client.force_login(user)
    return client.get(url, query)


@pytest.mark.parametrize(
    "who", ["resident", "volunteer", "housekeeper", "stranger", "system_admin"]
)
def test_people_who_answer_for_no_area_have_no_board(client, cast, who):
    assert get(client, getattr(cast, who), reverse("dashboard:board")).status_code == 404


def test_visitor_is_asked_to_sign_in(client, cast):
    answer = client.get(address(cast.community))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


@pytest.mark.parametrize("tail", [("area",), ("export", "csv"), ("rows", "wishes.closed")])
def test_areas_outside_ones_scope_are_not_found(client, cast, tail):
    for area in (cast.neighbour_community, cast.subdistrict, cast.district):
        url = address(area, *tail)
        assert get(client, cast.community_clerk, url).status_code == 404
    assert get(client, cast.community_clerk, address(cast.community, *tail)).status_code == 200
    assert get(client, cast.district_admin, address(cast.community, *tail)).status_code == 200


def test_province_and_unknown_codes_have_no_board(client, cast):
    province = cast.district.parent.parent
    assert get(client, cast.district_admin, address(province)).status_code == 404
    url = reverse("dashboard:area", args=["123456"])
    assert get(client, cast.district_admin, url).status_code == 404


def test_board_opens_with_ones_own_area(client, cast):
    page = get(client, cast.subdistrict_officer, reverse("dashboard:board"))
    assert page.context["place"].area == cast.subdistrict


def test_areas_stand_in_code_order_not_by_their_figures(client, cast, some_wishes):
    page = get(client, cast.subdistrict_officer, address(cast.subdistrict))
    codes = re.findall(
        r'row-link" href="/dashboard/(\d+)/', page.context["parts"].partition("</section>")[0]
    )
    assert codes == sorted(codes)
    assert cast.community.code in codes


def test_what_is_kept_is_drawn_anew_when_a_figure_moves(client, cast, some_wishes):
    """The parts of a board are kept under their figures: another figure, another part."""
    url = address(cast.community)
    before = get(client, cast.community_clerk, url).context["parts"]
    assert get(client, cast.community_clerk, url).context["parts"] == before
    wishes.wish(cast.community)
    assert get(client, cast.community_clerk, url).context["parts"] != before


def test_every_figure_with_rows_equals_its_rows(client, cast, some_wishes):
    month = month_of(timezone.localdate())
    counting = [m for m in metrics("wishes") if m.rows and m.of and not m.of.spread]
    for area in (cast.district, cast.community, cast.neighbour_community):
        board = Board(counting, [area], [month])
        for one in counting:
            rows = one.rows(area, month.since, month.until, cast.district_admin)
            if one.of.measure == "count":
                assert board.value(one, area, month) == rows.count(), one.name
            elif one.of.measure == "yuan":
                total = sum((w.estimated_value for w in rows), Decimal(0))
                assert board.value(one, area, month) == total


def test_rows_page_lists_what_the_figure_counts(client, cast, some_wishes):
    url = address(cast.community, "rows", "wishes.standing")
    page = get(client, cast.community_clerk, url)
    codes = {line.obj.code for line in page.context["lines"]}
    assert codes == {w.code for w in some_wishes if w.area_id == cast.community.pk}
    narrowed = client.get(url, {"state": "submitted"})
    assert [line.obj.code for line in narrowed.context["lines"]] == [some_wishes[0].code]
    by_kind = client.get(url, {"facet": "company"})
    assert [line.obj.code for line in by_kind.context["lines"]] == [some_wishes[-1].code]


def test_rows_of_people_without_the_kinds_ability_stay_empty(client, cast, some_wishes):
    url = address(cast.community, "rows", "wishes.standing")
    page = get(client, cast.finance_officer, url)
    assert page.status_code == 200
    assert some_wishes[0].title not in page.content.decode()


def test_unknown_figure_is_not_found(client, cast):
    url = address(cast.community, "rows", "wishes.nothing")
    assert get(client, cast.community_clerk, url).status_code == 404


def test_nothing_personal_stands_on_board_or_rows(client, cast, some_wishes):
    for url in (address(cast.community), address(cast.community, "rows", "wishes.standing")):
        text = get(client, cast.community_clerk, url).content.decode()
        for word in (wishes.WORDS["contact_name"], wishes.WORDS["contact_phone"], "榕景花园3栋502"):
            assert word not in text


def test_every_period_is_shown(client, cast, some_wishes):
    for period in ("month", "last-month", "quarter", "year", "last-year", "odd"):
        page = get(client, cast.community_clerk, address(cast.community), period=period)
        assert page.status_code == 200, period


NO_PERIOD = [
    ("", ""),
    ("2026-13-01", "2026-01-01"),
    ("2026-02-02", "2026-01-01"),
    ("0000-01-01", "2026-01-01"),
    ("1900-01-01", "1900-02-01"),
    ("2001-01-01", "2026-01-01"),
    ("\x00", "2026-01-01'--"),
    ("9999-12-31", "9999-12-31"),
]


def test_days_that_make_no_period_are_answered_with_a_word(client, cast):
    url = address(cast.community)
    for since, until in NO_PERIOD:
        page = get(client, cast.community_clerk, url, period="custom", since=since, until=until)
        assert page.status_code in (200, 400), since
        if page.status_code == 200:
            assert page.context["choice"].error, since


def test_custom_days_are_kept_in_the_links(client, cast):
    url = address(cast.community)
    page = get(
        client, cast.community_clerk, url, period="custom", since="2026-01-05", until="2026-02-03"
    )
    choice = page.context["choice"]
    assert (str(choice.period.since), str(choice.period.until)) == ("2026-01-05", "2026-02-03")
    assert "period=custom&amp;since=2026-01-05&amp;until=2026-02-03" in page.content.decode()


def test_price_of_a_board_is_the_same_for_few_and_many(
    client, cast, some_wishes, django_assert_max_num_queries
):
    client.force_login(cast.district_admin)
    url = address(cast.subdistrict)
    client.get(url)
    with django_assert_max_num_queries(40) as few:
        client.get(url)
    price = len(few.captured_queries)
    for n in range(3, 9):
        code = f"{cast.subdistrict.code}{n:03}"
        wishes.area(code, f"新社区{n}", "community", cast.subdistrict)
    for _ in range(10):
        wishes.published(cast.community_clerk, cast.community)
    client.get(url)  # what is kept of these areas
    with django_assert_max_num_queries(price):
        client.get(url)


def test_price_of_rows_is_the_same_for_one_and_thirty(client, cast, django_assert_max_num_queries):
    url = address(cast.community, "rows", "wishes.submitted")
    wishes.wish(cast.community)
    client.force_login(cast.community_clerk)
    client.get(url)
    with django_assert_max_num_queries(40) as one:
        client.get(url)
    for _ in range(29):
        wishes.wish(cast.community)
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(url)


def test_table_goes_home_as_csv_and_excel(client, cast, some_wishes):
    client.force_login(cast.subdistrict_officer)
    cast.community.name = "=HYPERLINK(1)"
    cast.community.save()
    text = client.get(address(cast.subdistrict, "export", "csv"))
    assert text["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(text.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:3]] == [cast.subdistrict.code, cast.community.code]
    assert rows[2][1] == "'=HYPERLINK(1)"
    book = load_workbook(
        io.BytesIO(client.get(address(cast.subdistrict, "export", "xlsx")).content)
    )
    first = book.worksheets[0]
    assert first["B3"].value == "=HYPERLINK(1)"
    assert first["B3"].data_type == "s"
    assert first["E2"].value == len(some_wishes)
    assert client.get(address(cast.subdistrict, "export", "exe")).status_code == 404


def test_every_figure_of_table_and_bars_leads_to_its_rows(client, cast, some_wishes):
    page = get(client, cast.subdistrict_officer, address(cast.subdistrict)).content.decode()
    rows = address(cast.community, "rows", "wishes.published")
    assert f'href="{rows}?period=month"' in page
    for link in ("wishes.standing/?period=month&amp;state=published", "facet=company"):
        assert link in page


def test_every_facet_a_figure_is_shown_by_finds_its_rows(cast):
    """The column of the rows knows the very words the bars are named by."""
    day = timezone.localdate()
    for metric in metrics():
        labels = set(metric.facet_labels())
        if not labels or not metric.facet_column or not callable(metric.rows):
            continue
        rows = metric.rows(cast.district, day, day, cast.district_admin)
        model = rows.model
        if path := matter_path(model):
            model = model._meta.get_field(path).related_model
        column = model._meta.get_field(metric.facet_column)
        known = set(metric.facet_values or dict(column.flatchoices))
        assert labels <= known, f"{metric.name}: {labels - known}"
        asked = QueryDict(f"facet={min(labels)}")
        assert narrowed(rows, metric, asked).count() == 0
