from django.urls import path

from projects.proposals import call_views

app_name = "calls"
urlpatterns = [
    path("", call_views.call_list, name="list"),
    path("new/", call_views.new_call, name="new"),
    path("<str:code>/", call_views.call_page, name="detail"),
    path("<str:code>/edit/", call_views.edit_call, name="edit"),
    path("<str:code>/<slug:verb>/", call_views.turn_call, name="turn"),
]
