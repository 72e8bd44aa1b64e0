from django.urls import include, path

from projects.proposals import (
    detail_views,
    list_views,
    making_views,
    step_views,
    tracking_views,
)

app_name = "proposals"
urlpatterns = [
    path("", list_views.public_list, name="list"),
    path("new/", making_views.new, name="new"),
    path("new/<int:number>/", step_views.ProposalSteps.as_view(), name="step"),
    path("new/for-somebody/", making_views.for_others, name="for_others"),
    path("new/similar/", making_views.similar, name="similar"),
    path("made/", tracking_views.made, name="made"),
    path("track/", tracking_views.door.ask, name="track"),
    path("track/<int:number>/", step_views.TrackSteps.as_view(), name="track_step"),
    path("tracked/", tracking_views.tracked, name="tracked"),
    path("tracked/<slug:transition>/", tracking_views.door.step, name="tracked_step"),
    path("", include("projects.proposals.staff_urls")),
    path("<str:code>/", detail_views.detail, name="detail"),
    path("<str:code>/edit/", making_views.change, name="edit"),
    path("<str:code>/slip/", tracking_views.slip, name="slip"),
    path("<str:code>/support/", detail_views.give_support, name="support"),
    path(
        "<str:code>/<slug:transition>/",
        detail_views.ProposalTransitionView.as_view(),
        name="transition",
    ),
]
