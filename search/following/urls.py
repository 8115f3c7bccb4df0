"""Addresses of following."""

from django.urls import path

from search.following import views

urlpatterns = [
    path("ikuti/", views.index, name="follows"),
    path("ikuti/tambah/", views.add, name="follow"),
    path("ikuti/umpan/", views.renew_feed, name="follow_feed_renew"),
    path("ikuti/umpan/<str:token>/", views.feed, name="follow_feed"),
    path("ikuti/berhenti/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("ikuti/berhenti/<str:token>/<int:pk>/", views.unsubscribe, name="unsubscribe_one"),
    path("ikuti/<int:pk>/", views.change, name="follow_change"),
]
