from django.urls import path

from portal.home import door_views, staff_views, views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("community/", views.community, name="community"),
    path("help/", door_views.help_me, name="help"),
    path("help/received/", staff_views.received, {"kind": "callback"}, name="callbacks"),
    path("help/done/<str:code>/", door_views.help_done, name="help_done"),
    path("help/<str:code>/", staff_views.item, {"kind": "callback"}, name="callback"),
    path(
        "help/<str:code>/<str:transition>/",
        staff_views.CallBackMove.as_view(),
        name="callback_move",
    ),
    path("feedback/", door_views.feedback, name="feedback"),
    path("feedback/received/", staff_views.received, {"kind": "feedback"}, name="feedback_list"),
    path("feedback/done/<str:code>/", door_views.feedback_done, name="feedback_done"),
    path("feedback/<str:code>/", staff_views.item, {"kind": "feedback"}, name="feedback_item"),
    path(
        "feedback/<str:code>/<str:transition>/",
        staff_views.FeedbackMove.as_view(),
        name="feedback_move",
    ),
    path("about/", views.text_page, {"page": "about"}, name="about"),
    path("about/privacy/", views.text_page, {"page": "privacy"}, name="privacy"),
    path("about/accessibility/", views.text_page, {"page": "accessibility"}, name="accessibility"),
    path("robots.txt", views.robots, name="robots"),
]
