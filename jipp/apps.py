"""The site itself."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JippConfig(AppConfig):
    """The site shell and operations."""

    name = "jipp"
    verbose_name = _("Site")
