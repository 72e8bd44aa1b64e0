"""Every address of the portal, room by room."""

from django.contrib import admin
from django.urls import include, path

handler400 = "core.operations.faults.bad_request"
handler403 = "core.operations.faults.forbidden"
handler404 = "core.operations.faults.not_found"
handler500 = "core.operations.faults.server_error"

# Parts with a place of their own come first, the most visited before the others: whatever
# stands without a prefix is tried address by address.
urlpatterns = [
    path("api/", include("portal.api.urls")),
    path("wishes/", include("volunteers.wishes.urls")),
    path("centres/", include("centres.directory.urls")),
    path("volunteers/", include("volunteers.housekeepers.urls")),
    path("me/", include("portal.me.urls")),
    path("files/", include("core.files.urls")),
    path("privacy/", include("core.privacy.urls")),
    path("calls/", include("projects.proposals.call_urls")),
    path("proposals/", include("projects.proposals.urls")),
    path("projects/", include("projects.delivery.urls")),
    path("admin/", admin.site.urls),
    path("", include("portal.home.urls")),
    path("", include("projects.disclosure.urls")),
    path("", include("portal.desk.urls")),
    path("", include("portal.dashboard.urls")),
    path("", include("portal.health.urls")),
    path("", include("core.ui.urls")),
    path("", include("core.notices.urls")),
    path("", include("portal.reports.urls")),
    path("", include("projects.funding.urls")),
    path("", include("projects.councils.urls")),
    path("", include("core.accounts.urls")),
]
