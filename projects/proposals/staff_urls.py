"""Staff pages about proposals; they stand before the addresses of single proposals."""

from django.urls import path

from projects.proposals import import_views, manage_views, screening_views

urlpatterns = [
    path("manage/", manage_views.manage, name="manage"),
    path("manage/export.<slug:form>", manage_views.export, name="export"),
    path("import/", import_views.import_list, name="import"),
    path("import/take-in/", import_views.take_in, name="take_in"),
    path("import/done/<uuid:key>/", import_views.imported, name="imported"),
    path("import/list.<slug:form>", import_views.empty_list, name="import_list"),
    path("<str:code>/screen/", screening_views.screen, name="screen"),
    path("<str:code>/supporters/", screening_views.supporters, name="supporters"),
]
