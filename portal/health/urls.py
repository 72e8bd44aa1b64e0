from django.urls import path

from core.operations.exposition import metrics
from portal.health import views

app_name = "health"
urlpatterns = [
    path("healthz/", views.healthz, name="healthz"),
    path("readyz/", views.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
