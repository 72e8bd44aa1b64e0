"""Until the wing opens: one honest page about the micro-projects, under the list's own name."""

from django.urls import path

from projects import views

app_name = "proposals"
urlpatterns = [path("", views.about, name="list")]
