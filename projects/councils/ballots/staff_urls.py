"""Staff pages about residents' votes; they stand before the addresses of single ballots."""

from django.urls import path

from projects.councils.ballots import counting_views, paper_views, staff_views

urlpatterns = [
    path("new/", staff_views.new, name="new_ballot"),
    path("files/", counting_views.count_file, name="count_file"),
    path("files/<int:pk>/", counting_views.counted_file, name="counted_file"),
    path("<str:code>/", staff_views.edit, name="edit_ballot"),
    path("<str:code>/table/", staff_views.table, name="table"),
    path("<str:code>/piles/", paper_views.piles, name="piles"),
    path("<str:code>/piles/<int:number>/", paper_views.pile, name="pile"),
    path("<str:code>/count/", counting_views.count, name="count"),
]
