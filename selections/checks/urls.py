"""Addresses of the administrative selection."""

from django.urls import path

from selections.checks import views

urlpatterns = [
    path("seleksi/<int:round_id>/proposal/", views.entries, name="round_entries"),
    path("seleksi/<int:round_id>/proposal/periksa/", views.check_all, name="round_check"),
    path("seleksi/proposal/<int:pk>/periksa/", views.check, name="entry_check"),
    path("seleksi/proposal/<int:pk>/periksa/<int:finding_id>/", views.decide, name="entry_decide"),
    path("seleksi/proposal/<int:pk>/sanggah/", views.objection, name="entry_objection"),
    path("seleksi/proposal/<int:pk>/sanggah/<int:objection_id>/", views.answer, name="entry_answer"),
]
