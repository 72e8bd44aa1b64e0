from django.urls import path

from centres.directory import hours_views, staff_views, views

app_name = "directory"
urlpatterns = [
    path("", views.centre_list, name="list"),
    path("nearest/", views.nearest, name="nearest"),
    path("manage/", staff_views.manage, name="manage"),
    path("new/", staff_views.edit, name="new"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sheet/", views.sheet, name="sheet"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/hours/", hours_views.hours, name="hours"),
    path("<int:pk>/hours/exception/", hours_views.exception, name="exception"),
    path(
        "<int:pk>/hours/exception/<int:exception>/end/",
        staff_views.end_exception,
        name="end_exception",
    ),
    path("<int:pk>/rooms/", staff_views.rooms, name="rooms"),
    path("<int:pk>/rooms/new/", staff_views.room, name="new_room"),
    path("<int:pk>/rooms/<int:room>/", staff_views.room, name="room"),
    path("<int:pk>/photos/", staff_views.photos, name="photos"),
    path("<int:pk>/photos/<int:photo>/remove/", staff_views.remove_photo, name="remove_photo"),
]
