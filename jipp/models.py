"""The root of the public site."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class HomePage(Page):
    """The home page. There is one; its content is made from the cases."""

    max_count = 1
    subpage_types: ClassVar[list[str]] = ["units.UnitIndexPage", "innovations.InnovationIndexPage"]
    template = "jipp/home.html"

    class Meta:
        verbose_name = _("home page")
