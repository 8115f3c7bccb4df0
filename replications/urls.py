"""Addresses of copies of cases."""

from django.urls import path, re_path

from replications.network.grids import TITLES
from replications.views import (
    agreements,
    copies,
    desk,
    guides,
    inquiries,
    interest,
    network,
    questions,
    replications,
    results,
    role_models,
)

_TABLES = "|".join(TITLES)

urlpatterns = [
    path("unit-saya/", desk.desk, name="desk"),
    path("jaringan/", network.overview, name="network"),
    path("jaringan/replikasi/", network.replications, name="network_replications"),
    path("jaringan/perlu-konfirmasi/", network.overdue, name="network_overdue"),
    re_path(rf"^jaringan/(?P<key>{_TABLES})\.(?P<kind>csv|xlsx)$", network.download, name="network_table"),
    path("replikasi/", replications.index, name="replications"),
    path("replikasi/minat/<int:case_id>/", interest.interest, name="replicate"),
    path("replikasi/panduan/<int:case_id>/", guides.guide, name="replication_guide"),
    path("replikasi/inovasi/<int:case_id>/", copies.copies, name="case_copies"),
    path("replikasi/pengunjung/", inquiries.index, name="inquiries"),
    path("replikasi/pengunjung/<int:pk>/", inquiries.detail, name="inquiry"),
    path("replikasi/<int:pk>/", replications.detail, name="replication"),
    path("replikasi/<int:pk>/mulai/", replications.start, name="replication_start"),
    path("replikasi/<int:pk>/tahap/<int:milestone_id>/", replications.milestone, name="replication_milestone"),
    path("replikasi/<int:pk>/tumbuh/", replications.grow, name="replication_grow"),
    path("replikasi/<int:pk>/hasil/", results.results, name="replication_results"),
    path("replikasi/<int:pk>/kesepakatan/", agreements.agreement, name="replication_agreement"),
    path("replikasi/<int:pk>/kesepakatan/cetak/", agreements.printed, name="replication_agreement_print"),
    path("replikasi/<int:pk>/naskah/", agreements.paper, name="replication_paper"),
    path("replikasi/<int:pk>/naskah/unduh/", agreements.paper_file, name="replication_paper_file"),
    path("tanya/", questions.waiting, name="questions_waiting"),
    path("tanya/inovasi/<int:case_id>/", questions.of_case, name="questions"),
    path("tanya/<int:pk>/", questions.thread, name="question"),
    path("tanya/<int:pk>/jawaban/", questions.accept, name="question_accept"),
    path("tanya/<int:pk>/sembunyikan/", questions.hide, name="question_hide"),
    path("tanya/<int:pk>/tampilkan/", questions.restore, name="question_restore"),
    path("teladan/", role_models.index, name="role_models"),
    path("teladan/tetapkan/", role_models.choose, name="role_model_unit"),
    path("teladan/tetapkan/<int:unit_id>/", role_models.name, name="role_model_name"),
    path("teladan/<int:pk>/", role_models.detail, name="role_model"),
    path("teladan/<int:pk>/akhiri/", role_models.withdraw, name="role_model_withdraw"),
]
