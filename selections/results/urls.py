"""Addresses of what a round comes to."""

from django.urls import path, re_path

from selections.results import views

urlpatterns = [
    path("seleksi/<int:round_id>/hasil/", views.lists, name="selection_results"),
    path("seleksi/<int:round_id>/hasil/<int:number>.json", views.frozen_file, name="selection_frozen"),
    re_path(
        r"^seleksi/(?P<round_id>\d+)/hasil/(?P<number>\d+)\.(?P<kind>csv|xlsx)$", views.table, name="selection_list"
    ),
]
