"""Addresses of councils, meetings, elections and residents' votes."""

from django.urls import include, path

from projects.councils import council_views
from projects.councils.ballots import public_views as ballots
from projects.councils.elections import public_views as elections
from projects.councils.meetings import public_views as meetings

app_name = "councils"
_councils = [
    path("", council_views.councils, name="list"),
    path("here/", meetings.sign_in, name="sign_in"),
    path("manage/", include("projects.councils.staff_urls")),
    path("meetings/<str:code>/", meetings.meeting, name="meeting"),
    path("meetings/<str:code>/minutes.pdf", meetings.minutes_pdf, name="minutes_pdf"),
    path(
        "meetings/<str:code>/<slug:transition>/",
        meetings.MeetingStepView.as_view(),
        name="meeting_step",
    ),
    path("elections/<str:code>/", elections.election, name="election"),
    path(
        "elections/<str:code>/<slug:transition>/",
        elections.ElectionStepView.as_view(),
        name="election_step",
    ),
    path("<str:code>/", council_views.council, name="council"),
    path("<str:code>/charter/<int:version>/", council_views.charter, name="charter"),
]
_ballots = [
    path("", ballots.ballots, name="ballots"),
    path("how/", ballots.how, name="how"),
    path("check/", ballots.check, name="check"),
    path("manage/", include("projects.councils.ballots.staff_urls")),
    path("<str:code>/", ballots.ballot, name="ballot"),
    path("<str:code>/receipt/", ballots.receipt, name="receipt"),
    path("<str:code>/votes.pb", ballots.pabulib, name="pabulib"),
    path("<str:code>/<slug:transition>/", ballots.BallotStepView.as_view(), name="ballot_step"),
]
urlpatterns = [path("councils/", include(_councils)), path("ballots/", include(_ballots))]
