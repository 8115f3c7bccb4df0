"""The fixed pages of the site: home, /unit/ and /inovasi/."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from innovations.actions import ensure_workflow
from innovations.models import InnovationIndexPage
from jipp.models import HomePage
from units.actions import setup_moderators
from units.models import UnitIndexPage


@transaction.atomic
def build_tree(address: str = "") -> HomePage:
    """Make what is missing of fixed pages, the moderators' group and the review; return the home page. Idempotent.

    ``address`` is where the site answers; without it, BASE_URL.
    """
    Locale.objects.get_or_create(language_code="id")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    # Wagtail's migrations name both in English, and choosers show the names.
    Collection.objects.filter(depth=1).update(name="Akar")
    Page.objects.filter(depth=1).update(title="Akar", draft_title="Akar")
    home = HomePage.objects.first()
    if home is None:
        # Wagtail's own migration makes a welcome page that takes our place and slug.
        root.get_children().filter(slug="home").delete()
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title="JIPP", slug="home"))
    _site(home, address or settings.BASE_URL)
    if not UnitIndexPage.objects.exists():
        home.add_child(instance=UnitIndexPage(title="Unit pelayanan", slug="unit"))
    if not InnovationIndexPage.objects.exists():
        home.add_child(instance=InnovationIndexPage(title="Inovasi", slug="inovasi"))
    setup_moderators()
    ensure_workflow()
    return home


def _site(home: HomePage, address: str) -> None:
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": parts.hostname or "localhost", "port": port, "site_name": "JIPP", "root_page": home},
    )
