from django.urls import include, path

from volunteers.wishes import detail_views, making_views, step_views, tracking_views, wall_views

app_name = "wishes"
urlpatterns = [
    path("", wall_views.wall, name="wall"),
    path("new/", making_views.new, name="new"),
    path("new/<int:number>/", step_views.WishSteps.as_view(), name="step"),
    path("new/for-somebody/", making_views.for_others, name="for_others"),
    path(
        "new/for-somebody/<int:number>/",
        step_views.ForOthersSteps.as_view(),
        name="for_others_step",
    ),
    path("made/", tracking_views.made, name="made"),
    path("track/", tracking_views.door.ask, name="track"),
    path("track/<int:number>/", step_views.TrackSteps.as_view(), name="track_step"),
    path("tracked/", tracking_views.tracked, name="tracked"),
    path("tracked/<slug:transition>/", tracking_views.door.step, name="tracked_step"),
    path("", include("volunteers.wishes.staff_urls")),
    path("<str:code>/", detail_views.detail, name="detail"),
    path("<str:code>/edit/", making_views.change, name="edit"),
    path("<str:code>/slip/", tracking_views.slip, name="slip"),
    path("<str:code>/thank/", detail_views.thank, name="thank"),
    path("<str:code>/privacy/", detail_views.privacy, name="privacy"),
    path(
        "<str:code>/<slug:transition>/",
        detail_views.WishTransitionView.as_view(),
        name="transition",
    ),
]
