"""Addresses of who scores what, and of the scoring."""

from django.urls import path

from selections.judging.views import assignments, blank_sheets, reviews, seats

urlpatterns = [
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
    path("seleksi/nilai/", reviews.index, name="scores"),
    path("seleksi/nilai/<int:pk>/", reviews.sheet, name="score_sheet"),
    path("seleksi/nilai/<int:pk>/konflik/", reviews.conflict, name="score_conflict"),
    path("seleksi/nilai/<int:pk>/lampiran/<slug:code>/", reviews.paper, name="score_paper"),
]
