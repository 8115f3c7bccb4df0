"""Addresses of the selection room."""

from django.urls import include, path

from innovations.cms.guide import guide_picture
from selections.views import assignments, blank_sheets, guide, panel, reviews, rounds, rules, seats

urlpatterns = [
    path("seleksi/", rounds.index, name="selection_rounds"),
    path("seleksi/baru/", rounds.prepare, name="selection_prepare"),
    path("seleksi/<int:round_id>/", rounds.detail, name="selection_round"),
    path("seleksi/<int:round_id>/nama/", rounds.rename, name="selection_rename"),
    path("seleksi/<int:round_id>/aturan/<slug:part>/", rules.rules, name="selection_rules"),
    path("seleksi/<int:round_id>/beda/", rounds.changes, name="selection_differences"),
    path("seleksi/<int:round_id>/langkah/", rounds.step, name="selection_step"),
    path("seleksi/<int:round_id>/peringkat/", panel.ranking, name="selection_ranking"),
    path("seleksi/<int:round_id>/panel/<int:number>/", panel.entry, name="selection_panel_entry"),
    path("seleksi/<int:round_id>/panel/<int:number>/catatan/", panel.note, name="selection_panel_note"),
    path("seleksi/<int:round_id>/panel/<int:number>/suara/", panel.vote, name="selection_vote"),
    path("seleksi/<int:round_id>/panel/<int:number>/pindah/", panel.move, name="selection_move"),
    path("seleksi/<int:round_id>/panel/<int:number>/batal-pindah/", panel.take_back, name="selection_move_back"),
    path("seleksi/<int:round_id>/berita-acara/", panel.minutes, name="selection_minutes"),
    path("", include("selections.entry_urls")),
    path("seleksi/<int:round_id>/tim/", seats.team, name="selection_team"),
    path("seleksi/<int:round_id>/tim/<int:pk>/akhiri/", seats.end, name="seat_end"),
    path("seleksi/<int:round_id>/tim/undangan/<int:pk>/cabut/", seats.withdraw, name="seat_invitation_withdraw"),
    path("seleksi/undangan/<str:token>/", seats.invitation, name="seat_invitation"),
    path("seleksi/<int:round_id>/penugasan/", assignments.index, name="selection_assignments"),
    path("seleksi/<int:round_id>/penugasan/<slug:stage>/bagi/", assignments.assign, name="selection_assign"),
    path("seleksi/<int:round_id>/penugasan/<slug:stage>/tambah/", assignments.further, name="selection_further"),
    path("seleksi/<int:round_id>/tim/<int:pk>/", assignments.seat, name="selection_seat"),
    path("seleksi/<int:round_id>/tim/<int:pk>/konflik/", assignments.conflict, name="seat_conflict"),
    path(
        "seleksi/<int:round_id>/tim/<int:pk>/konflik/<int:conflict>/cabut/", assignments.lift, name="seat_conflict_lift"
    ),
    path("seleksi/<int:round_id>/tim/<int:pk>/buka/<int:review>/", assignments.reopen, name="review_reopen"),
    path("seleksi/<int:round_id>/lembar/<slug:stage>/", blank_sheets.overview, name="blank_sheets"),
    path("seleksi/<int:round_id>/lembar/<slug:stage>/<int:number>/", blank_sheets.sheet, name="blank_sheet"),
    path("seleksi/panduan/", guide.guide, name="selection_guide"),
    path("seleksi/panduan/gambar/<str:name>", guide_picture, name="selection_guide_picture"),
    path("seleksi/nilai/", reviews.index, name="scores"),
    path("seleksi/nilai/<int:pk>/", reviews.sheet, name="score_sheet"),
    path("seleksi/nilai/<int:pk>/konflik/", reviews.conflict, name="score_conflict"),
    path("seleksi/nilai/<int:pk>/lampiran/<slug:code>/", reviews.paper, name="score_paper"),
    path("", include("selections.collecting.urls")),
    path("", include("selections.comparison.urls")),
    path("", include("selections.other_forms.urls")),
    path("", include("selections.results.urls")),
]
