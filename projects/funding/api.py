"""`/api/v1/funds/`, `/api/v1/ledger/`: the books and their entries, in the open."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.errors import ErrorAnswer
from core.api.paging import asked_page, page_of, page_schema, paging
from core.api.query import number
from core.areas.models import Area
from projects.funding import queries
from projects.funding.kinds import ProgrammeKind
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation
from projects.funding.publishing import COLUMNS, FIELDS, public_row
from projects.funding.table import Account, EntryKind

SIZE, LARGEST = 50, 200
LONGEST = 40  # characters of a number of ours
YEARS = {"least": 2000, "most": 2100}


class Fund(serializers.Serializer):
    """One book: a programme's money for an area and a year. Amounts in yuan, two decimals."""

    code = serializers.CharField()
    programme = serializers.CharField()
    programme_kind = serializers.ChoiceField(ProgrammeKind.choices)
    area = serializers.CharField(help_text="Division code.")
    area_name = serializers.CharField()
    year = serializers.IntegerField()
    appropriated = serializers.DecimalField(max_digits=16, decimal_places=2)
    available = serializers.DecimalField(max_digits=16, decimal_places=2)
    committed = serializers.DecimalField(max_digits=16, decimal_places=2)
    contracted = serializers.DecimalField(max_digits=16, decimal_places=2)
    retention = serializers.DecimalField(max_digits=16, decimal_places=2)
    paid = serializers.DecimalField(max_digits=16, decimal_places=2)
    carried = serializers.DecimalField(max_digits=16, decimal_places=2)
    pledged = serializers.DecimalField(max_digits=16, decimal_places=2)
    received = serializers.DecimalField(max_digits=16, decimal_places=2)


class FundDetail(Fund):
    """A book with its newest entry, by which its chain can be compared."""

    entries = serializers.IntegerField(help_text="How many entries it has.")
    hash = serializers.CharField(allow_blank=True, help_text="Of the newest entry.")


class Entry(serializers.Serializer):
    """One entry, exactly as hashed; docs/ledger.md says how."""

    book = serializers.CharField()
    seq = serializers.IntegerField()
    kind = serializers.ChoiceField(EntryKind.choices)
    locals()["from"] = serializers.ChoiceField(Account.choices)
    to = serializers.ChoiceField(Account.choices)
    amount = serializers.CharField(help_text="Yuan, two decimals.")
    project = serializers.CharField(allow_blank=True, help_text="Number of the project.")
    contribution = serializers.CharField(allow_blank=True)
    memo = serializers.CharField(allow_blank=True)
    on = serializers.CharField(help_text="The day the money moved.")
    at = serializers.CharField(help_text="When it was entered, UTC, microseconds.")
    by_role = serializers.CharField(help_text="The role it was entered in; names stay private.")
    by_mark = serializers.CharField()
    previous_hash = serializers.CharField()
    hash = serializers.CharField()


FundPage, EntryPage = page_schema(Fund), page_schema(Entry)
_YEAR = OpenApiParameter("year", int, description="Of the book.")


def _fund(book: FundAllocation) -> dict[str, Any]:
    held = queries.held_by(book)
    amounts = {account.value: held[account] for account in Account}
    return amounts | {
        "code": book.code,
        "programme": book.programme.name,
        "programme_kind": book.programme.kind,
        "area": book.area.code,
        "area_name": book.area.name,
        "year": book.year,
        "appropriated": -held[Account.APPROPRIATION],
    }


def _code(request: Request, name: str) -> str:
    """A number or code of the query, without what no code of ours holds."""
    return str(request.query_params.get(name, "")).replace("\0", "")[:LONGEST].strip()


def _year(request: Request) -> int:
    return number(request.query_params.get("year", ""), default=0, field="year", **YEARS)


def _one_of(request: Request, name: str, choices: list[str]) -> str:
    value = str(request.query_params.get(name, ""))
    if value and value not in choices:
        raise ValidationError({name: [_("Please choose one of the list.")]})
    return value


def _entry(values: dict[str, Any]) -> dict[str, Any]:
    row = public_row(tuple(values[name] for name in FIELDS))
    return {name: row[name] for name in COLUMNS}


class FundList(APIView):
    """Public; reads only."""

    @extend_schema(
        operation_id="funds_list",
        parameters=[
            _YEAR,
            OpenApiParameter("kind", enum=ProgrammeKind.values, description="Of the programme."),
            OpenApiParameter("area", str, description="Division code: this area and below."),
            *paging(LARGEST),
        ],
        responses={200: FundPage, 400: ErrorAnswer, 401: ErrorAnswer, 429: ErrorAnswer},
    )
    def get(self, request: Request) -> Response:
        """The books with what they hold, by number."""
        rows = queries.with_balances(FundAllocation.objects.select_related("programme", "area"))
        if year := _year(request):
            rows = rows.filter(year=year)
        if kind := _one_of(request, "kind", ProgrammeKind.values):
            rows = rows.filter(programme__kind=kind)
        if code := _code(request, "area"):
            area = Area.objects.filter(code=code).first()
            if area is None:
                raise ValidationError({"area": [_("There is no such area.")]})
            rows = rows.within(area)  # type: ignore[attr-defined]
        page = asked_page(rows, request.GET, order=("code",), size=SIZE, largest=LARGEST)
        return Response(FundPage(page_of(page, _fund)).data)


class FundOne(APIView):
    """Public; reads only."""

    @extend_schema(
        operation_id="funds_retrieve",
        responses={200: FundDetail, 401: ErrorAnswer, 404: ErrorAnswer},
    )
    def get(self, request: Request, code: str) -> Response:
        """One book and the head of its chain."""
        rows = queries.with_balances(FundAllocation.objects.select_related("programme", "area"))
        book = get_object_or_404(rows, code=code.replace("\0", ""))
        newest = book.entries.order_by("-seq").values("seq", "hash").first()
        head = {"entries": newest["seq"], "hash": newest["hash"]} if newest else {}
        return Response(FundDetail({"entries": 0, "hash": "", **_fund(book), **head}).data)


class Ledger(APIView):
    """Public; reads only."""

    @extend_schema(
        operation_id="ledger_list",
        parameters=[
            OpenApiParameter("book", str, description="Number of a book."),
            OpenApiParameter("project", str, description="Number of a project."),
            OpenApiParameter("kind", enum=EntryKind.values),
            _YEAR,
            *paging(LARGEST),
        ],
        responses={200: EntryPage, 400: ErrorAnswer, 401: ErrorAnswer, 429: ErrorAnswer},
    )
    def get(self, request: Request) -> Response:
        """Entries as they are hashed, the newest first. Whole files: `/ledger/`."""
        rows = LedgerEntry.objects.all()
        if book := _code(request, "book"):
            rows = rows.filter(book__code=book)
        if project := _code(request, "project"):
            rows = rows.filter(project__code=project)
        if kind := _one_of(request, "kind", EntryKind.values):
            rows = rows.filter(kind=kind)
        if year := _year(request):
            rows = rows.filter(book__year=year)
        rows = rows.values("id", *FIELDS)
        page = asked_page(rows, request.GET, size=SIZE, largest=LARGEST)
        return Response(page_of(page, _entry))


urlpatterns = [
    path("funds/", FundList.as_view(), name="funds"),
    path("funds/<str:code>/", FundOne.as_view(), name="fund"),
    path("ledger/", Ledger.as_view(), name="ledger"),
]
