"""Addresses of accounts, teams, error reports and files."""

from django.contrib.auth import views as auth_views
from django.urls import path
from django.views.generic import RedirectView
from wagtail.views import authenticate_with_password

from common.throttle import limited
from units.views import accounts, files, notifications, reports, second_factor, teams

_to_login = RedirectView.as_view(pattern_name="login", query_string=True)
_to_reset = RedirectView.as_view(pattern_name="password_reset")

urlpatterns = [
    path("masuk/", accounts.LoginView.as_view(), name="login"),
    path("masuk/kode/", second_factor.verify, name="second_factor"),
    path("keluar/", accounts.LogoutView.as_view(), name="logout"),
    path("sandi/", accounts.PasswordResetView.as_view(), name="password_reset"),
    path(
        "sandi/terkirim/",
        auth_views.PasswordResetDoneView.as_view(template_name="registration/password_reset_sent.html"),
        name="password_reset_done",
    ),
    path(
        "sandi/baru/<uidb64>/<token>/",
        auth_views.PasswordResetConfirmView.as_view(template_name="registration/password_new.html"),
        name="password_reset_confirm",
    ),
    path(
        "sandi/selesai/",
        auth_views.PasswordResetCompleteView.as_view(template_name="registration/password_done.html"),
        name="password_reset_complete",
    ),
    path("undangan/<str:token>/", accounts.invitation, name="accept_invitation"),
    path("akun/", accounts.account, name="account"),
    path(
        "akun/sandi/",
        auth_views.PasswordChangeView.as_view(template_name="registration/password_change.html"),
        name="password_change",
    ),
    path(
        "akun/sandi/selesai/",
        auth_views.PasswordChangeDoneView.as_view(template_name="registration/password_done.html"),
        name="password_change_done",
    ),
    path("akun/kode/", second_factor.setup, name="second_factor_setup"),
    path("akun/kode/cadangan/", second_factor.recovery_codes, name="recovery_codes"),
    path("akun/kode/lepas/", second_factor.drop, name="second_factor_drop"),
    path("anggota/", teams.teams, name="members"),
    path("anggota/unit/<int:pk>/", teams.team, {"kind": "unit"}, name="team_unit"),
    path("anggota/unit/<int:pk>/profil/", teams.profile, name="unit_profile"),
    path("anggota/instansi/<int:pk>/", teams.team, {"kind": "agency"}, name="team_agency"),
    path("anggota/moderator/", teams.team, {"kind": "moderators"}, name="team_moderators"),
    path("anggota/<int:pk>/", teams.member, name="member"),
    path(
        "anggota/undangan/<int:pk>/kirim-ulang/", teams.change_invitation, {"act": "resend"}, name="resend_invitation"
    ),
    path("anggota/undangan/<int:pk>/cabut/", teams.change_invitation, {"act": "withdraw"}, name="withdraw_invitation"),
    path("pemberitahuan/", notifications.notifications, name="notifications"),
    path("pemberitahuan/dibaca/", notifications.read, name="notifications_read"),
    path("pemberitahuan/<int:pk>/dibaca/", notifications.read, name="notification_read"),
    path("laporkan/<int:page_id>/", reports.report, name="report_error"),
    path("laporan/", reports.reports, name="reports"),
    path("laporan/<int:pk>/", reports.report_detail, name="report_detail"),
    path("berkas/dokumen/<int:document_id>/<path:filename>", files.document, name="wagtaildocs_serve"),
    path("berkas/<path:name>", files.media, name="media"),
    # Wagtail's own doors lead to ours: one log-in to throttle and to guard.
    path("kelola/login/", _to_login, name="wagtail_login_door"),
    path("kelola/password_reset/", _to_reset, name="wagtail_reset_door"),
    path("kelola/logout/", accounts.LogoutView.as_view(), name="wagtail_logout_door"),
    path("_util/login/", _to_login),
    # The password of a page is short and one for all: not to be guessed.
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        limited("30/h")(authenticate_with_password),
    ),
]
