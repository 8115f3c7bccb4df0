"""Addresses of the site shell."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
