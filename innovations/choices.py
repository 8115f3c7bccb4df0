"""Words for what is derived from a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CostBand(models.TextChoices):
    """What the first year costs: setting up and running together. Codes as in ``rules.COST_BANDS``."""

    FREE = "free", _("No cost")
    UNDER_10M = "under_10m", _("Under Rp 10 million")
    FROM_10M = "10m_100m", _("Rp 10 to 100 million")
    FROM_100M = "100m_1b", _("Rp 100 million to 1 billion")
    OVER_1B = "over_1b", _("Rp 1 billion and more")
