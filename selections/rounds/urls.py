"""Addresses of rounds and their rules."""

from django.urls import path

from innovations.cms.guide import guide_picture
from selections.rounds.views import guide, rounds, rules

urlpatterns = [
    path("seleksi/", rounds.index, name="selection_rounds"),
    path("seleksi/baru/", rounds.prepare, name="selection_prepare"),
    path("seleksi/<int:round_id>/", rounds.detail, name="selection_round"),
    path("seleksi/<int:round_id>/nama/", rounds.rename, name="selection_rename"),
    path("seleksi/<int:round_id>/aturan/<slug:part>/", rules.rules, name="selection_rules"),
    path("seleksi/<int:round_id>/beda/", rounds.changes, name="selection_differences"),
    path("seleksi/<int:round_id>/langkah/", rounds.step, name="selection_step"),
    path("seleksi/panduan/", guide.guide, name="selection_guide"),
    path("seleksi/panduan/gambar/<str:name>", guide_picture, name="selection_guide_picture"),
]
