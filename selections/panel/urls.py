"""Addresses of the panel."""

from django.urls import path

from selections.panel import views

urlpatterns = [
    path("seleksi/<int:round_id>/peringkat/", views.ranking, name="selection_ranking"),
    path("seleksi/<int:round_id>/panel/<int:number>/", views.entry, name="selection_panel_entry"),
    path("seleksi/<int:round_id>/panel/<int:number>/catatan/", views.note, name="selection_panel_note"),
    path("seleksi/<int:round_id>/panel/<int:number>/suara/", views.vote, name="selection_vote"),
    path("seleksi/<int:round_id>/panel/<int:number>/pindah/", views.move, name="selection_move"),
    path("seleksi/<int:round_id>/panel/<int:number>/batal-pindah/", views.take_back, name="selection_move_back"),
    path("seleksi/<int:round_id>/berita-acara/", views.minutes, name="selection_minutes"),
]
