"""Addresses of what comes after the work; they stand before `manage/<code>/`."""

from django.urls import path

from projects.delivery import (
    after_views,
    check_views,
    contract_views,
    gift_views,
    voice_views,
)

after = [
    path("manage/checks/", check_views.checks, name="checks"),
    path("manage/checks/<str:code>/", check_views.check, name="check"),
    path(
        "manage/checks/<str:code>/step/<slug:transition>/",
        check_views.CheckTransitionView.as_view(),
        name="check_transition",
    ),
    path("manage/splits/", check_views.splits, name="splits"),
    path("manage/splits/<int:pk>/", after_views.flag, name="flag"),
    path("manage/concentration/", check_views.vendors_share, name="concentration"),
    path(
        "manage/concentration/export.<slug:form>",
        check_views.vendors_share_export,
        name="concentration_export",
    ),
    path("manage/contracts/", contract_views.contracts, name="contracts"),
    path("manage/contracts/export.<slug:form>", contract_views.export, name="contracts_export"),
    path("manage/<str:code>/acceptance/", after_views.acceptance, name="acceptance"),
    path("manage/<str:code>/received/", after_views.receipt, name="receipt"),
    path("manage/<str:code>/ratings/new/", after_views.enter_rating, name="enter_rating"),
    path("manage/<str:code>/upkeep/", after_views.duty, name="duty"),
    path("manage/<str:code>/upkeep/visit/", after_views.visit, name="visit"),
    path("manage/<str:code>/look-back/", after_views.look_back, name="look_back"),
    path("manage/<str:code>/gifts/new/", gift_views.pledge, name="pledge"),
    path("manage/<str:code>/gifts/<int:pk>/", gift_views.received, name="gift_received"),
    path("manage/<str:code>/gifts/<int:pk>/cancel/", gift_views.cancel, name="gift_cancel"),
    path("manage/<str:code>/spot-check/", after_views.spot_check, name="spot_check"),
    path("<str:code>/not-done/", voice_views.report, name="not_done"),
    path("<str:code>/rate/", voice_views.rate, name="rate"),
    path("<str:code>/received/", voice_views.confirm, name="confirm"),
]
