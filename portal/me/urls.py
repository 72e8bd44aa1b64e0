"""My own pages."""

from django.urls import path

from portal.me import step_views, views

app_name = "me"
urlpatterns = [
    path("", views.home, name="home"),
    path("data/", views.data, name="data"),
    path("data/<int:number>/", step_views.DataSteps.as_view(), name="data_step"),
    path("data/download/", views.download, name="download"),
    path("data/delete/", views.delete, name="delete"),
    path("looks/", views.looks, name="looks"),
    path("consents/", views.agreed, name="consents"),
    path("consents/<str:purpose>/withdraw/", views.withdraw, name="withdraw"),
    path("security/", views.security, name="security"),
]
