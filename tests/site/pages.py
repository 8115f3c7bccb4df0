"""One address of every kind of public page, what a browser would fetch for it and what it costs."""

from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from innovations.models import InnovationPage, Tag

FIXED = (
    "/",
    "/inovasi/",
    "/unit/",
    "/sektor/civil_registration/",
    "/cara/outreach/",
    "/wilayah/16/",
    "/wilayah/16.71/",
    "/jaringan/",
    "/jaringan/replikasi/",
    "/jaringan/perlu-konfirmasi/",
    "/tentang/",
    "/aksesibilitas/",
    "/privasi/",
    "/gaya/",
    "/masuk/",
    "/sandi/",
)


def addresses(case: InnovationPage) -> list[str]:
    """Return the fixed addresses and those of the case, its unit, its agency and one of its tags."""
    tag = Tag.objects.create(name="KTP-el")
    case.tags = [tag]
    case.save()
    unit = case.get_parent()
    return [*FIXED, case.url, unit.url, unit.get_parent().url, f"/tag/{tag.key}/", f"/laporkan/{case.pk}/"]


def fetched(html: str) -> list[str]:
    """Return the addresses that a browser asks for by itself when it shows the page."""
    soup = BeautifulSoup(html, "html.parser")
    links = [tag["href"] for tag in soup.select("link[rel=stylesheet], link[rel=icon], use")]
    sources = [tag["src"] for tag in soup.select("script[src], img, iframe, source[src], video, audio")]
    sets = [part.split()[0] for tag in soup.select("[srcset]") for part in tag["srcset"].split(",")]
    return links + sources + sets


def queries(client: Client, path: str) -> int:
    """Return how many SQL queries the page costs when the site's addresses are known already."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
