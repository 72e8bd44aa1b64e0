from django.urls import path

from portal.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("dashboard/", views.board, name="board"),
    path("dashboard/<str:code>/", views.board, name="area"),
    path("dashboard/<str:code>/table.<str:form>", views.export, name="export"),
    path("dashboard/<str:code>/rows/<str:name>/", views.rows, name="rows"),
]
