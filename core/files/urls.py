from django.urls import path

from core.files import views

app_name = "files"
urlpatterns = [
    path("<uuid:pk>/", views.image, name="image"),
    path("<uuid:pk>/small/", views.thumbnail, name="thumbnail"),
]
