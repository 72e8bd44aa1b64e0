"""Looking at a personal value in full."""

from django.urls import path

from core.privacy.views import RevealView

app_name = "privacy"
urlpatterns = [
    path("reveal/<str:label>/<str:ref>/<str:field>/", RevealView.as_view(), name="reveal"),
]
