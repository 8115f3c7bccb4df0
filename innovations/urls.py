"""Addresses of this room besides those of its pages."""

from django.urls import path

from innovations import views

urlpatterns = [
    path("konfirmasi/<int:page_id>/", views.confirm, name="confirm_case"),
]
