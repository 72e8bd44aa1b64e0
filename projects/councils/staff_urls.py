"""Staff pages about councils; they stand before the addresses of single councils."""

from django.urls import path

from projects.councils import manage_views
from projects.councils.elections import staff_views as elections
from projects.councils.meetings import staff_views as meetings

urlpatterns = [
    path("", manage_views.manage, name="manage"),
    path("new/", manage_views.new_council, name="new_council"),
    path("meetings/<str:code>/", meetings.run, name="run"),
    path("elections/<str:code>/", elections.edit, name="edit_election"),
    path("<str:code>/", manage_views.edit_council, name="edit_council"),
    path("<str:code>/call/", meetings.call, name="call"),
    path("<str:code>/elect/", elections.new, name="new_election"),
]
