"""The REST API: version 1, its schema, and its documentation from our own host."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from portal.api.tokens import TokenView

app_name = "api"
version_1 = [
    path("tokens/", TokenView.as_view(), name="tokens"),
    path("", include("portal.api.divisions")),
    path("", include("centres.directory.api")),
    path("", include("volunteers.wishes.api")),
    path("", include("projects.proposals.api")),
    path("", include("projects.councils.ballots.api")),
    # before the steps of projects, whose addresses look alike
    path("", include("projects.delivery.objection_api")),
    path("", include("projects.delivery.after_api")),
    path("", include("projects.delivery.api")),
    path("", include("projects.funding.api")),
    path("", include("projects.disclosure.budget_api")),
]
urlpatterns = [
    path("v1/", include(version_1)),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
]
