"""Addresses of following."""

from django.urls import path

from search.following import views

urlpatterns = [
    path("ikuti/", views.index, name="follows"),
    path("ikuti/tambah/", views.add, name="follow"),
    path("ikuti/<int:pk>/", views.change, name="follow_change"),
]
