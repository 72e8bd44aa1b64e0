"""Staff addresses of projects, and the public one for objections; before those of disclosure."""

from django.urls import path

from projects.delivery import (
    file_views,
    manage_views,
    objection_views,
    part_views,
    settings_views,
    vendor_views,
)
from projects.delivery.after_urls import after

app_name = "delivery"
urlpatterns = [
    *after,
    path("manage/", manage_views.manage, name="manage"),
    path("manage/export.<slug:form>", manage_views.export, name="export"),
    path("manage/settings/", settings_views.ProjectRules.as_view(), name="settings"),
    path("manage/vendors/", vendor_views.vendors, name="vendors"),
    path("manage/vendors/new/", vendor_views.vendor, name="new_vendor"),
    path("manage/vendors/<int:pk>/", vendor_views.vendor, name="vendor"),
    path("manage/<str:code>/", file_views.file, name="file"),
    path("manage/<str:code>/edit/", part_views.edit, name="edit"),
    path("manage/<str:code>/sheet/", file_views.sheet, name="sheet"),
    path("manage/<str:code>/offers/new/", part_views.quotation, name="quotation"),
    path(
        "manage/<str:code>/offers/<int:pk>/remove/",
        part_views.remove_quotation,
        name="remove_quotation",
    ),
    path("manage/<str:code>/interests/", part_views.declaration, name="declaration"),
    path("manage/<str:code>/milestones/new/", part_views.milestone, name="milestone"),
    path("manage/<str:code>/milestones/<int:pk>/", part_views.reached, name="reached"),
    path(
        "manage/<str:code>/milestones/<int:pk>/drop/",
        part_views.drop_milestone,
        name="drop_milestone",
    ),
    path("manage/<str:code>/progress/", part_views.progress, name="progress"),
    path("manage/<str:code>/objections/<int:pk>/", part_views.answer, name="answer"),
    path(
        "manage/<str:code>/step/<slug:transition>/",
        file_views.ProjectTransitionView.as_view(),
        name="transition",
    ),
    path("<str:code>/object/", objection_views.object_page, name="object"),
]
