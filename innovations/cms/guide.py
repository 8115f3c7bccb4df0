"""The guides for editors, moderators and those who select, in the CMS as they are in ``docs/guide``."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from wagtail.admin.menu import MenuItem

GUIDES = {
    "penyunting": _("Guide for editors"),
    "moderator": _("Guide for moderators"),
    "seleksi": _("Guide for selections"),
}


def folder() -> Path:
    """Return where the guides and their pictures are."""
    return Path(settings.BASE_DIR) / "docs" / "guide"


def guide(request: HttpRequest, name: str = "penyunting") -> HttpResponse:
    """Show a guide; 404 for a name that is none."""
    if name not in GUIDES:
        raise Http404
    context = {
        "page_title": GUIDES[name],
        "header_title": GUIDES[name],
        "body": render_guide(name, "guide_picture"),
        "guides": [(reverse("guide", args=[key]), title, key == name) for key, title in GUIDES.items()],
    }
    return render(request, "innovations/cms/guide.html", context)


def guide_picture(request: HttpRequest, name: str) -> FileResponse:
    """Send a picture of a guide; 404 for any other file."""
    path = folder() / "img" / name
    if path.suffix != ".png" or path.parent != folder() / "img" or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png")


@cache
def render_guide(name: str, picture_route: str) -> SafeString:
    """Return a guide without its title as HTML, its headings with ids; HTML in it would be shown as text.

    ``picture_route`` names the address of its pictures. Raises ValueError for a guide that does not start with a title.
    """
    title, _newline, text = (folder() / f"{name}.md").read_text(encoding="utf-8").partition("\n")
    if not title.startswith("# "):
        raise ValueError(f"{name}.md does not start with its title")
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    html = re.sub(
        r'src="img/([^"]+)', lambda found: f'src="{reverse(picture_route, args=[found[1]])}', parser.render(text)
    )
    html = re.sub(r"<h2>(.*?)</h2>", lambda found: f'<h2 id="{slugify(found[1])}">{found[1]}</h2>', html)
    # A wide table scrolls by itself, also by keyboard. The guides are in Indonesian, and so is its name.
    html = html.replace("<table>", '<div class="wide-table" tabindex="0" role="region" aria-label="Tabel"><table>')
    html = html.replace("</table>", "</table></div>")
    return mark_safe(html)  # noqa: S308  a file of the project, HTML switched off


def guide_menu_item() -> MenuItem:
    """Return the menu's entry (hook: register_admin_menu_item)."""
    return MenuItem(_("Guide"), reverse("guide"), name="guide", icon_name="help", order=900)
