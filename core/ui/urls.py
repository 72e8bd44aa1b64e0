from django.conf import settings
from django.urls import path

from core.ui import styleguide, views

app_name = "ui"
urlpatterns = [
    path("ui/elder/", views.elder, name="elder"),
    path("ui/language/<str:code>/", views.language, name="language"),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns += [
        path("styleguide/", styleguide.show, name="styleguide"),
        path("styleguide/progress/<int:done>/", styleguide.progress, name="styleguide_progress"),
    ]
