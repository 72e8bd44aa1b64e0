"""Addresses of the ledger and of the funds."""

from django.urls import path

from projects.funding import book_views, cap_views, ledger_views, money_views

app_name = "funding"
urlpatterns = [
    path("ledger/", ledger_views.verify, name="verify"),
    path("ledger/ledger.<slug:form>", ledger_views.download, name="download"),
    path("ledger/seals.csv", ledger_views.seals, name="seals"),
    path("ledger/verify_ledger.py", ledger_views.verifier, name="verifier"),
    path("ledger/<str:code>/ledger.<slug:form>", ledger_views.download, name="download_book"),
    path("funds/", book_views.book_list, name="list"),
    path("funds/open/", money_views.open_book, name="open"),
    path("funds/programmes/", money_views.programmes, name="programmes"),
    path("funds/programmes/<int:pk>/", money_views.programmes, name="programme"),
    path("funds/caps/", cap_views.caps, name="caps"),
    path("funds/exceptions/", cap_views.exceptions, name="exceptions"),
    path("funds/exceptions/<int:pk>/", cap_views.exception, name="exception"),
    path(
        "funds/exceptions/for/<str:code>/",
        cap_views.request_exception,
        name="request_exception",
    ),
    path("funds/<str:code>/", book_views.book_detail, name="book"),
    path("funds/<str:code>/export.<slug:form>", book_views.export, name="export"),
    path("funds/<str:code>/allocate/", money_views.allocate, name="allocate"),
    path("funds/<str:code>/carry-over/", money_views.carry_over, name="carry_over"),
]
