"""«Mulai dari kebutuhan»: the entrances of the home page.

Each is a search that the reader could have put together from facets, so that the
count at the entrance and the list behind it say the same.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Need:
    """An entrance: what it says, its icon, and the facet with the codes that it stands for."""

    label: str | Promise
    icon: str
    facet: str
    codes: tuple[str, ...]

    @property
    def url(self) -> str:
        """Return the search behind the entrance."""
        return reverse("search") + "?" + urlencode([(self.facet, code) for code in self.codes])


NEEDS = (
    Need(_("Shorten queues"), "clock", "service_mode", ("online", "kiosk", "drive_thru", "chat")),
    Need(_("Reach people far away"), "route", "service_mode", ("outreach", "mobile", "home_delivery", "village_based")),
    Need(
        _("Serve older people and people with disabilities"), "care", "beneficiary", ("older_people", "disabled_people")
    ),
    Need(_("Mothers and babies in good health"), "child", "beneficiary", ("pregnant_women", "newborns")),
    Need(_("Start at little cost"), "cost", "cost_band", ("free", "under_10m", "10m_100m")),
    Need(_("Work where there is no signal"), "signal", "connectivity", ("none", "intermittent")),
    Need(_("Several agencies at one counter"), "people", "service_mode", ("one_stop", "service_mall", "joint")),
    Need(_("Stay open after hours"), "clock", "service_mode", ("after_hours",)),
    Need(_("Help small businesses"), "document", "beneficiary", ("small_business",)),
)
