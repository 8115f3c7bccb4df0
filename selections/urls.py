"""Addresses of the selection room."""

from django.urls import include, path

urlpatterns = [
    path("", include("selections.rounds.urls")),
    path("", include("selections.entries.urls")),
    path("", include("selections.checks.urls")),
    path("", include("selections.judging.urls")),
    path("", include("selections.panel.urls")),
    path("", include("selections.results.urls")),
    path("", include("selections.collecting.urls")),
    path("", include("selections.comparison.urls")),
    path("", include("selections.other_forms.urls")),
]
