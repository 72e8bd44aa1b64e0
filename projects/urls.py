"""What the micro-projects are, for everybody; each room has addresses of its own."""

from django.urls import path

from projects import views

app_name = "projects"
urlpatterns = [path("about/", views.about, name="about")]
