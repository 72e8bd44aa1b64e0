from django.urls import path

from volunteers.housekeepers import manage_views, own_views, step_views

app_name = "housekeepers"
urlpatterns = [
    path("register/", own_views.register, name="register"),
    path("register/<int:number>/", step_views.RegisterSteps.as_view(), name="step"),
    path("mine/", own_views.mine, name="mine"),
    path("mine/leave/", own_views.stop, name="leave"),
    path("manage/", manage_views.manage, name="manage"),
    path("<int:pk>/appoint/", manage_views.appoint, name="appoint"),
    path("terms/<int:pk>/end/", manage_views.end_term, name="end_term"),
]
