from django.urls import path

from core.notices import views

app_name = "notices"
urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.read_all, name="read_all"),
    path("inbox/preferences/", views.preferences, name="preferences"),
    path("inbox/<int:pk>/", views.open_notice, name="open"),
    path("deliveries/", views.outbox, name="outbox"),
    path("deliveries/<int:pk>/", views.decide_delivery, name="decide"),
]
