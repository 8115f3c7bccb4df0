"""Addresses of entries."""

from django.urls import path

from selections.views import checks, entries, invited_units, papers

urlpatterns = [
    path("seleksi/proposal/", entries.index, name="entries"),
    path("seleksi/<int:round_id>/proposal/baru/", entries.enter, name="entry_new"),
    path("seleksi/<int:round_id>/proposal/", checks.entries, name="round_entries"),
    path("seleksi/<int:round_id>/proposal/undangan/", invited_units.invite, name="round_invited_units"),
    path(
        "seleksi/<int:round_id>/proposal/undangan/<int:invited_id>/cabut/",
        invited_units.withdraw,
        name="round_invited_unit_withdraw",
    ),
    path("seleksi/<int:round_id>/proposal/periksa/", checks.check_all, name="round_check"),
    path("seleksi/proposal/<int:pk>/", entries.detail, name="entry"),
    path("seleksi/proposal/<int:pk>/isi/", entries.write, name="entry_form"),
    path("seleksi/proposal/<int:pk>/langkah/", entries.step, name="entry_step"),
    path("seleksi/proposal/<int:pk>/rekaman/", entries.pin, name="entry_pin"),
    path("seleksi/proposal/<int:pk>/rekaman.json", entries.record, name="entry_record"),
    path("seleksi/proposal/<int:pk>/lampiran/<slug:code>/", papers.attach, name="entry_paper"),
    path("seleksi/proposal/<int:pk>/lampiran/<slug:code>/unduh/", papers.download, name="entry_paper_file"),
    path("seleksi/proposal/<int:pk>/periksa/", checks.check, name="entry_check"),
    path("seleksi/proposal/<int:pk>/periksa/<int:finding_id>/", checks.decide, name="entry_decide"),
    path("seleksi/proposal/<int:pk>/sanggah/", checks.objection, name="entry_objection"),
    path("seleksi/proposal/<int:pk>/sanggah/<int:objection_id>/", checks.answer, name="entry_answer"),
]
