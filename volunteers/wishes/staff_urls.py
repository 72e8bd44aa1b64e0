"""Staff pages about wishes; they stand before the addresses of single wishes."""

from django.urls import path

from volunteers.wishes import helper_views, import_views, manage_views, settings_views

urlpatterns = [
    path("manage/", manage_views.manage, name="manage"),
    path("manage/export.<slug:form>", manage_views.export, name="export"),
    path("import/", import_views.import_list, name="import"),
    path("import/take-in/", import_views.take_in, name="take_in"),
    path("import/done/<uuid:key>/", import_views.imported, name="imported"),
    path("import/list.<slug:form>", import_views.empty_list, name="import_list"),
    path("settings/", settings_views.marks, name="settings"),
    path("<str:code>/invite/", helper_views.ask_volunteer, name="invite"),
    path("<str:code>/guardian/", helper_views.guardian, name="guardian"),
]
