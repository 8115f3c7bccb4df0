"""All addresses of the site, each room's own beside it."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from jipp.health import health

urlpatterns = [
    # Before the CMS: some of its doors lead to ours.
    path("", include("units.urls")),
    path("kelola/", include(wagtailadmin_urls)),
    path("sehat/", health, name="health"),
    path("", include("innovations.urls")),
    path("", include("replications.urls")),
    path("", include("selections.urls")),
    path("", include("search.urls")),
    path("", include("jipp.site.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "jipp.site.views.bad_request"
handler404 = "jipp.site.views.not_found"
handler500 = "jipp.site.views.server_error"
