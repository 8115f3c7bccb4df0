"""The address of the comparison."""

from django.urls import path

from selections.comparison import views

urlpatterns = [path("banding/", views.comparison, name="comparison")]
