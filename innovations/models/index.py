"""The list of all cases."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class InnovationIndexPage(Page):
    """The list of all cases, at ``/inovasi/``. There is one."""

    max_count = 1
    subpage_types: ClassVar[list[str]] = []
    template = "innovations/index.html"

    class Meta:
        verbose_name = _("case list")
