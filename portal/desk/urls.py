from django.urls import path

from portal.desk import views

app_name = "desk"
urlpatterns = [path("desk/", views.today, name="today")]
