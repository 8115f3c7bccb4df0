"""Addresses of what a round comes to."""

from django.urls import path, re_path

from selections.results.views import letters, lists, log, objections, statistics

urlpatterns = [
    path("seleksi/<int:round_id>/hasil/", lists.lists, name="selection_results"),
    path("seleksi/<int:round_id>/hasil/<int:number>.json", lists.frozen_file, name="selection_frozen"),
    re_path(
        r"^seleksi/(?P<round_id>[0-9]{1,18})/hasil/(?P<number>[0-9]{1,9})\.(?P<kind>csv|xlsx)$",
        lists.table,
        name="selection_list",
    ),
    path("seleksi/<int:round_id>/hasil/sanggahan/", objections.objections, name="selection_objections"),
    path("seleksi/<int:round_id>/hasil/sanggahan/<int:pk>/jawab/", objections.answer, name="selection_answer"),
    path("seleksi/proposal/<int:pk>/umpan-balik/", letters.feedback, name="selection_feedback"),
    path("seleksi/<int:round_id>/catatan/", log.log, name="selection_log"),
    re_path(
        r"^seleksi/(?P<round_id>[0-9]{1,18})/catatan/catatan\.(?P<kind>csv|xlsx)$",
        log.download,
        name="selection_log_table",
    ),
    path("seleksi/<int:round_id>/statistik/", statistics.statistics, name="selection_statistics"),
    path("seleksi/<int:round_id>/statistik/statistik.json", statistics.data, name="selection_statistics_data"),
    re_path(
        r"^seleksi/(?P<round_id>[0-9]{1,18})/statistik/(?P<key>provinsi|sektor|kelompok|kategori)\.(?P<kind>csv|xlsx)$",
        statistics.table,
        name="selection_statistics_table",
    ),
]
