"""Addresses of entries."""

from django.urls import path

from selections.entries.views import entries, invited_units, papers

urlpatterns = [
    path("seleksi/proposal/", entries.index, name="entries"),
    path("seleksi/<int:round_id>/proposal/baru/", entries.enter, name="entry_new"),
    path("seleksi/<int:round_id>/proposal/undangan/", invited_units.invite, name="round_invited_units"),
    path(
        "seleksi/<int:round_id>/proposal/undangan/<int:invited_id>/cabut/",
        invited_units.withdraw,
        name="round_invited_unit_withdraw",
    ),
    path("seleksi/proposal/<int:pk>/", entries.detail, name="entry"),
    path("seleksi/proposal/<int:pk>/isi/", entries.write, name="entry_form"),
    path("seleksi/proposal/<int:pk>/langkah/", entries.step, name="entry_step"),
    path("seleksi/proposal/<int:pk>/rekaman/", entries.pin, name="entry_pin"),
    path("seleksi/proposal/<int:pk>/rekaman.json", entries.record, name="entry_record"),
    path("seleksi/proposal/<int:pk>/lampiran/<slug:code>/", papers.attach, name="entry_paper"),
    path("seleksi/proposal/<int:pk>/lampiran/<slug:code>/unduh/", papers.download, name="entry_paper_file"),
]
