"""The scripts of the editor, with the words and the lists that they show."""

from typing import Any

from django.db.models import Count
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from innovations.models import InnovationPage, Tag

TAGS_OFFERED = 500


def editor_script() -> SafeString:
    """Return the scripts and their data (hook: insert_editor_js). One query."""
    return format_html(
        '{}<datalist id="jipp-tags">{}</datalist><datalist id="jipp-sources"></datalist>'
        '<script src="{}" defer></script><script src="{}" defer></script><script src="{}" defer></script>',
        json_script(_texts(), "jipp-texts"),
        format_html_join("", '<option value="{}"></option>', ((name,) for name in known_tags())),
        static("cms/words.js"),
        static("cms/offline.js"),
        static("cms/similar.js"),
    )


def known_tags() -> list[str]:
    """Return the tags of published cases, the most used first."""
    live = InnovationPage.objects.live().values("pk")
    tags = Tag.objects.filter(cases__in=live).annotate(uses=Count("cases")).order_by("-uses", "name")
    return list(tags.values_list("name", flat=True)[:TAGS_OFFERED])


def _texts() -> dict[str, Any]:
    return {
        "words": _("{n} words"),
        "of": _("{n} of {most} words"),
        "over": _("{n} of {most} words: {over} too many"),
        "offline": _("No connection: what you type is kept on this device and saved when the connection is back."),
        "failed": _("The last save did not go through. What you type is kept on this device."),
        "found": _("Text of {time} was kept on this device and never reached the server."),
        "restore": _("Put it back"),
        "discard": _("Throw it away"),
        "restored": _("The text is back. Check it, then save."),
    }
