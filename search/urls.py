"""Addresses of search: the page, its suggestions, the API, and following."""

from django.urls import include, path

from search import api, views

urlpatterns = [
    path("", include("search.following.urls")),
    path("cari/", views.search, name="search"),
    path("cari/saring/", views.filters, name="search_filters"),
    path("cari/dibuka/", views.opened, name="search_opened"),
    path("cari/hasil.csv", views.download, {"kind": "csv"}, name="search_csv"),
    path("cari/hasil.xlsx", views.download, {"kind": "xlsx"}, name="search_xlsx"),
    path("cari/saran/", views.suggestions, name="search_suggest"),
    path("api/v1/cases", api.cases, name="api_cases"),
    path("api/v1/cases/<str:record_id>", api.case, name="api_case"),
    path("api/v1/openapi.json", api.openapi, name="api_openapi"),
]
