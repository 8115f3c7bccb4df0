"""Addresses of the selection room."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
