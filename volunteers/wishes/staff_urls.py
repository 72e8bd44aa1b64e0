"""Staff pages about wishes; they stand before the addresses of single wishes."""

from django.urls import path

from volunteers.wishes import helper_views, import_views, manage_views, settings_views

urlpatterns = [
    path("manage/", manage_views.manage, name="manage"),
    path("manage/export.<slug:form>", manage_views.export, name="export"),
    *import_views.PAGES.urls,
    path("settings/", settings_views.Marks.as_view(), name="settings"),
    path("<str:code>/invite/", helper_views.ask_volunteer, name="invite"),
    path("<str:code>/guardian/", helper_views.guardian, name="guardian"),
]
