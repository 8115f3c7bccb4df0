"""Short code lists that more than one room uses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Connectivity(models.TextChoices):
    """The connection to the network that is there, or that a service needs."""

    NONE = "none", _("No signal needed or available")
    INTERMITTENT = "intermittent", _("Comes and goes")
    ALWAYS = "always", _("Always on")
    UNKNOWN = "unknown", _("Not known")
