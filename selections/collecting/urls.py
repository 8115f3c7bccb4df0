"""Addresses of collections."""

from django.urls import path, re_path

from selections.collecting import views

urlpatterns = [
    path("koleksi/", views.index, name="collections"),
    path("koleksi/baru/", views.create, name="collection_create"),
    path("koleksi/tambah/", views.add, name="collect"),
    path("koleksi/<int:pk>/", views.detail, name="collection"),
    path("koleksi/<int:pk>/ubah/", views.change, name="collection_change"),
    path("koleksi/<int:pk>/hapus/", views.delete, name="collection_delete"),
    path("koleksi/<int:pk>/isi/<int:item_id>/", views.item, name="collection_item"),
    re_path(r"^koleksi/(?P<pk>\d+)/koleksi\.(?P<kind>csv|xlsx)$", views.download, name="collection_table"),
]
