"""My own pages."""

from django.urls import path

from portal.me import views

app_name = "me"
urlpatterns = [
    path("", views.home, name="home"),
    path("data/", views.data, name="data"),
    path("data/download/", views.download, name="download"),
    path("data/delete/", views.delete, name="delete"),
    path("looks/", views.looks, name="looks"),
    path("consents/", views.agreed, name="consents"),
    path("consents/<str:purpose>/withdraw/", views.withdraw, name="withdraw"),
    path("security/", views.security, name="security"),
]
