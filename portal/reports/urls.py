from django.urls import path

from portal.reports import views

app_name = "reports"
urlpatterns = [
    path("reports/", views.listing, name="list"),
    path("reports/<str:code>/", views.detail, name="detail"),
    path("reports/<str:code>/again/", views.again, name="again"),
    path("reports/<str:code>/report.<str:form>", views.download, name="download"),
]
