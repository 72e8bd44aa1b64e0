"""Staff pages about proposals; they stand before the addresses of single proposals."""

from django.urls import path

from projects.proposals import import_views, manage_views, referral_views, screening_views

urlpatterns = [
    path("manage/", manage_views.manage, name="manage"),
    path("manage/export.<slug:form>", manage_views.export, name="export"),
    *import_views.PAGES.urls,
    path("<str:code>/screen/", screening_views.screen, name="screen"),
    path("<str:code>/refer-on/", referral_views.refer_on, name="refer_on"),
    path("<str:code>/supporters/", screening_views.supporters, name="supporters"),
]
