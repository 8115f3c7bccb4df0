"""Addresses of collections."""

from django.urls import path

from selections.collecting import views

urlpatterns = [
    path("koleksi/", views.index, name="collections"),
    path("koleksi/baru/", views.create, name="collection_create"),
    path("koleksi/tambah/", views.add, name="collect"),
    path("koleksi/<int:pk>/", views.detail, name="collection"),
    path("koleksi/<int:pk>/ubah/", views.change, name="collection_change"),
    path("koleksi/<int:pk>/hapus/", views.delete, name="collection_delete"),
    path("koleksi/<int:pk>/isi/<int:item_id>/", views.item, name="collection_item"),
    path("koleksi/<int:pk>/koleksi.csv", views.download, {"kind": "csv"}, name="collection_csv"),
    path("koleksi/<int:pk>/koleksi.xlsx", views.download, {"kind": "xlsx"}, name="collection_xlsx"),
]
