"""Addresses of the forms that units fill for their cases."""

from django.urls import path

from selections.other_forms import iid_views, unpsa_views

urlpatterns = [
    path("formulir/iid/<int:case_id>/", iid_views.fill, name="iid"),
    path("formulir/iid/<int:case_id>/<slug:version>/", iid_views.fill, name="iid_version"),
    path("formulir/iid/<int:case_id>/<slug:version>/cetak/", iid_views.printed, name="iid_print"),
    path("formulir/unpsa/<int:case_id>/", unpsa_views.fill, name="unpsa"),
    path("formulir/unpsa/<int:case_id>/cetak/", unpsa_views.printed, name="unpsa_print"),
    path("formulir/unpsa/<int:case_id>/unpsa.txt", unpsa_views.text, name="unpsa_text"),
]
