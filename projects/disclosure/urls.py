"""Public addresses of projects, of their money, and of the open data about them."""

from django.urls import path

from projects.disclosure import budget_views, follow_views, list_views, open_views, views

app_name = "disclosure"
urlpatterns = [
    path("projects/", list_views.project_list, name="list"),
    path("projects/map/", list_views.project_map, name="map"),
    path("projects/about/", list_views.about, name="about"),
    path("projects/feed/", open_views.feed, name="feed"),
    path("projects/budget/", budget_views.budget_page, name="budget"),
    path("projects/budget/<str:code>/", budget_views.budget_page, name="budget_of"),
    path("projects/budget/<str:code>/<slug:figure>/", budget_views.entries, name="entries"),
    path("projects/<str:code>/", views.project, name="project"),
    path("projects/<str:code>/poster/", views.poster, name="poster"),
    path("projects/<str:code>/follow/", follow_views.follow_page, name="follow"),
    path("open-data/", open_views.open_data, name="open_data"),
    path("open-data/budget-<str:code>.<slug:form>", open_views.budget_data, name="budget_data"),
    path("open-data/projects.<slug:form>", open_views.download, name="download"),
    path("open-data/<slug:name>.<slug:form>", open_views.ideas_data, name="ideas_data"),
]
