"""Addresses of the site shell."""

from django.urls import path
from django.views.generic import TemplateView
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.views import serve

from jipp.site import views
from jipp.site.feeds import SITEMAPS, NewCases

urlpatterns = [
    # The fixed pages of the tree, named so that templates need not spell their addresses.
    path("", serve, {"path": ""}, name="home"),
    path("inovasi/", serve, {"path": "inovasi/"}, name="innovations"),
    path("unit/", serve, {"path": "unit/"}, name="units"),
    path("sektor/<slug:code>/", views.sector, name="sector"),
    path("cara/<slug:code>/", views.mode, name="service_mode"),
    path("tag/<slug:code>/", views.tag, name="tag"),
    path("wilayah/<str:code>/", views.region, name="region"),
    path("tentang/", TemplateView.as_view(template_name="jipp/about.html"), name="about"),
    path("aksesibilitas/", TemplateView.as_view(template_name="jipp/accessibility.html"), name="accessibility"),
    path("privasi/", TemplateView.as_view(template_name="jipp/privacy.html"), name="privacy"),
    path("gaya/", views.styleguide, name="styleguide"),
    path("bahasa/", views.language, name="set_language"),
    path("umpan/inovasi.atom", NewCases(), name="feed"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
