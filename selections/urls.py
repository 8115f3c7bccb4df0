"""Addresses of the selection room."""

from django.urls import include, path

from selections.views import rounds, rules

urlpatterns = [
    path("seleksi/", rounds.index, name="selection_rounds"),
    path("seleksi/baru/", rounds.prepare, name="selection_prepare"),
    path("seleksi/<int:round_id>/", rounds.detail, name="selection_round"),
    path("seleksi/<int:round_id>/nama/", rounds.rename, name="selection_rename"),
    path("seleksi/<int:round_id>/aturan/<slug:part>/", rules.rules, name="selection_rules"),
    path("seleksi/<int:round_id>/beda/", rounds.changes, name="selection_differences"),
    path("seleksi/<int:round_id>/langkah/", rounds.step, name="selection_step"),
    path("", include("selections.collecting.urls")),
    path("", include("selections.comparison.urls")),
]
