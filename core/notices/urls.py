from django.urls import path

from core.notices import step_views, views

app_name = "notices"
urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.read_all, name="read_all"),
    path("inbox/preferences/", views.preferences, name="preferences"),
    path(
        "inbox/preferences/<int:number>/",
        step_views.PreferenceSteps.as_view(),
        name="preferences_step",
    ),
    path("inbox/<int:pk>/", views.open_notice, name="open"),
    path("deliveries/", views.outbox, name="outbox"),
    path("deliveries/<int:pk>/", views.decide_delivery, name="decide"),
]
